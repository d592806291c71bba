/**
 * Running Apex: what emitted code calls as `$` and the system library as `runtime`. One per org; statics and library state
 * belong to the transaction that runs.
 */
import type { BoundField } from '../language/boundTree.ts';
import type { SoqlQuery } from '../soql/query.ts';
import type { ApexList } from '../values/apexCollections.ts';
import { ApexException, ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { systemTypeOf } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { ApexRuntime, ReflectedType, SystemLibrary } from './apexRuntime.ts';
import { copyForLater, enqueueFuture } from './asyncCalls.ts';
import { CallStack } from './callStack.ts';
import { heapSize } from './heapSize.ts';
import type { AccessContext, ApexHost } from './host.ts';
import { LoadedProgram } from './loadedProgram.ts';
import { executeDml, readMetadata } from './recordStatements.ts';
import type { DmlStatement } from './recordStatements.ts';
import { compareRecords } from './recordOrder.ts';
import { reflectType } from './reflection.ts';
import { onlyRow, selectRows } from './selectRows.ts';
import type { QueryShape } from './selectRows.ts';
import { absentTriggerVariable } from './triggerContext.ts';
import type { TriggerContext } from './triggerContext.ts';
import type { TypeCell } from './typeCell.ts';
import { compare, operatorEquals } from './valueOrder.ts';
import { toText } from './valueText.ts';
import type { TextContext } from './valueText.ts';
import { convert, isInstance, typeOf } from './valueTypes.ts';
import type { TypeContext } from './valueTypes.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

export class ApexExecution extends CallStack implements ApexRuntime, TypeContext, TextContext {
    readonly library: SystemLibrary;
    program: LoadedProgram;
    trigger: TriggerContext | undefined;
    libraryState = new Map<string, Value>();
    private readonly platform: ApexHost;
    private readonly typeNames: (name: string) => string | undefined;
    private readonly supertypeSets = new Map<string, ReadonlySet<string>>();

    /** `systemTypeName` finds the full name of a system type by its name with or without namespace. */
    constructor(host: ApexHost, library: SystemLibrary, systemTypeName: (name: string) => string | undefined) {
        super();
        this.platform = host;
        this.library = library;
        this.typeNames = systemTypeName;
        this.program = new LoadedProgram({ types: [], triggers: [] }, library, this);
    }

    /** Steps counted so far reach the limits before anyone can ask for them. */
    get host(): ApexHost {
        this.tick();
        return this.platform;
    }

    replaceProgram(program: LoadedProgram): void {
        this.program = program;
        this.supertypeSets.clear();
    }

    protected countSteps(steps: number): void {
        this.platform.limits.useCpuSteps(steps);
    }

    useCpu(steps: number): void {
        this.count(steps);
    }

    /** What statics hold; what only local variables hold is out of reach. */
    heapUsedBytes(): number {
        return heapSize(this.program.staticValues());
    }

    fail(exceptionType: string, message: string): never {
        throw this.noted(new ApexException(exceptionType, message));
    }

    createException(exceptionType: string, message: string | null): ApexException {
        return new ApexException(exceptionType, message);
    }

    callMethod(target: Value, signature: string, args: readonly Value[]): Value {
        const method = (target as Record<string, unknown>)[signature] as (...values: readonly Value[]) => Value;
        return method.apply(target, [...args]);
    }

    hasMethod(target: Value, signature: string): boolean {
        return (
            target instanceof ApexObject &&
            typeof (target as unknown as Record<string, unknown>)[signature] === 'function'
        );
    }

    /** A member of a system type on a receiver that may be an object of a deployed class. */
    callMember(target: Value, signature: string, body: (...values: Value[]) => Value, args: readonly Value[]): Value {
        return this.hasMethod(target, signature)
            ? this.callMethod(target, signature, args)
            : body(this, target, ...args);
    }

    typeOf(value: Value): ApexType {
        return typeOf(value, this);
    }

    isInstance(value: Value, type: ApexType): boolean {
        return isInstance(value, type, this);
    }

    convert(value: Value, type: ApexType): Value {
        return convert(value, type, this);
    }

    toText(value: Value): string {
        return toText(value, this);
    }

    operatorEquals(left: Value, right: Value): boolean {
        return operatorEquals(left, right);
    }

    compare(left: Value, right: Value): number {
        if (this.hasMethod(left, 'compareto(object)'))
            return this.callMethod(left, 'compareto(object)', [right]) as number;
        const areRecords = left instanceof ApexSObject && right instanceof ApexSObject;
        const order = areRecords ? compareRecords(left, right, this.host) : compare(left, right);
        return order ?? this.fail('System.ListException', 'One or more of the items in this list is not Comparable.');
    }

    cell(typeName: string): TypeCell | undefined {
        return this.program.cells.get(typeName.toLowerCase());
    }

    isDeployed(name: string): boolean {
        return this.program.cells.has(name.toLowerCase());
    }

    supertypes(name: string): ReadonlySet<string> {
        const key = name.toLowerCase();
        let known = this.supertypeSets.get(key);
        if (!known) {
            known = new Set(this.collectSupertypes(name));
            this.supertypeSets.set(key, known);
        }
        return known;
    }

    private collectSupertypes(name: string): string[] {
        const declaration = this.cell(name)?.compiled.declaration;
        if (!declaration) return this.library.supertypes(name).map((above) => above.toLowerCase());
        const direct = [...(declaration.superclass ? [declaration.superclass] : []), ...declaration.interfaces];
        return direct.flatMap((type) =>
            type.kind === 'user' || type.kind === 'system'
                ? [type.name.toLowerCase(), ...this.collectSupertypes(type.name)]
                : []
        );
    }

    fieldsOf(object: ApexObject): readonly (readonly [string, Value])[] | undefined {
        if (!this.isDeployed(object.typeName)) return undefined;
        return this.fieldKeys(object.typeName).map(([field, key]) => [
            field.name,
            (object as unknown as Record<string, Value>)[key]
        ]);
    }

    /** Instance fields of a deployed class with the JavaScript properties that hold them, superclass first. */
    fieldKeys(typeName: string): readonly (readonly [BoundField, string])[] {
        const compiled = this.cell(typeName)?.compiled;
        if (!compiled) return [];
        const { superclass, fields } = compiled.declaration;
        const own = fields.flatMap((field) => {
            const key = field.isStatic ? undefined : compiled.fieldKeys.get(field.name.toLowerCase());
            return key === undefined ? [] : [[field, key] as const];
        });
        return superclass?.kind === 'user' ? [...this.fieldKeys(superclass.name), ...own] : own;
    }

    ownText(object: ApexObject): string | undefined {
        if (!this.hasMethod(object, 'tostring()')) return undefined;
        return (this.callMethod(object, 'tostring()', []) as string | null) ?? 'null';
    }

    typeByName(name: string): ApexType | undefined {
        const inner = this.cell(`${this.top?.typeName?.split('.')[0] ?? ''}.${name}`);
        const deployed = inner ?? this.cell(name);
        if (deployed) return { kind: 'user', name: deployed.name };
        const systemName = this.typeNames(name);
        if (systemName !== undefined) return systemTypeOf(systemName);
        const object = this.host.object(name);
        return object && { kind: 'sobject', name: object.name };
    }

    reflect(typeName: string): ReflectedType | undefined {
        const cell = this.cell(typeName);
        return cell && reflectType(cell, this);
    }

    get apiVersion(): number {
        return this.top?.apiVersion ?? 67;
    }

    get isRunningTest(): boolean {
        return this.platform.isTest;
    }

    /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm */
    accessContext(stated: 'user' | 'system' | undefined): AccessContext {
        const mode = stated ?? (this.apiVersion >= 67 ? 'user' : 'system');
        return { mode, enforceSharing: mode === 'user' || this.sharing === 'with' };
    }

    query(query: SoqlQuery, binds: readonly Value[], shape: QueryShape, rowType: ApexType): Value {
        return selectRows(this, { query, binds, shape, rowType });
    }

    /** The only one of the rows of a dynamic query. */
    singleRow(rows: ApexList, type: ApexType): Value {
        return this.convert(onlyRow(this, rows.items as ApexSObject[]), type);
    }

    dml(
        operation: DmlStatement['operation'],
        target: Value,
        duplicates: Value,
        externalIdField: string | undefined,
        accessMode: DmlStatement['accessMode']
    ): void {
        executeDml(this, { operation, target, duplicates, externalIdField, accessMode });
    }

    metadata(objectName: string, method: 'getAll' | 'getInstance', key: string | null = null): Value {
        return readMetadata(this, objectName, method, key);
    }

    triggerVariable(name: string): Value {
        return this.trigger ? this.trigger.get(name) : absentTriggerVariable(name);
    }

    /**
     * A user that is not saved yet is inserted first.
     * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
     */
    runAs(user: ApexSObject | null, body: () => Value): Value {
        if (!user) return this.fail('System.NullPointerException', 'Attempt to de-reference a null object');
        if (user.id === null) this.dml('insert', user, null, undefined, 'system');
        let result: Value;
        this.host.runAs(user.id ?? '', () => {
            result = body();
        });
        return result;
    }

    /** `for` over what is neither list nor set by its static type. */
    *iterate(source: Value): Generator<Value> {
        const iterator: Value = this.callMember(
            source,
            'iterator()',
            this.library.method('System.Iterable', 'iterator()'),
            []
        );
        const hasNext = this.library.method('System.Iterator', 'hasNext()');
        const next = this.library.method('System.Iterator', 'next()');
        while (this.callMember(iterator, 'hasnext()', hasNext, []) as boolean)
            yield this.callMember(iterator, 'next()', next, []);
    }

    enqueue(
        kind: 'queueable' | 'scheduled',
        job: Value,
        options: { cronExpression: string | undefined; scheduleName?: string; delayMinutes: number }
    ): string {
        const payload: Value = copyForLater(this, job);
        return this.host.enqueue({ kind, apexName: (job as ApexObject).typeName, payload, ...options });
    }

    enqueueFuture(typeName: string, methodName: string, signature: string, values: readonly Value[]): void {
        enqueueFuture(this, { typeName, methodName, signature, values });
    }
}
