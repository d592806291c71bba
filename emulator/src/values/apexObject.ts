/**
 * Objects other than records and collections: instances of deployed classes (their emitted JavaScript classes extend
 * `ApexObject`), of system classes (`stdlib` extends it too), enum values and exceptions.
 */
import type { SourcePosition } from '../errors.ts';

export abstract class ApexObject {
    /** Full name: `Outer.Inner`, `System.HttpRequest`. On the prototype of emitted classes. */
    abstract get typeName(): string;
}

export class ApexEnumValue {
    /** `MyEnum`, `Outer.Color`, `System.LoggingLevel`. */
    readonly typeName: string;
    readonly name: string;
    readonly ordinal: number;

    constructor(typeName: string, name: string, ordinal: number) {
        this.typeName = typeName;
        this.name = name;
        this.ordinal = ordinal;
    }

    toString(): string {
        return this.name;
    }
}

export interface StackFrame {
    /** `Class.Invoice.total`, `Trigger.InvoiceTrigger`, `AnonymousBlock`. */
    readonly where: string;
    readonly position: SourcePosition;
}

/** One failed row of a DML call, as `DmlException` shows it. */
export interface DmlRowError {
    readonly rowIndex: number;
    readonly recordId: string | null;
    /** `REQUIRED_FIELD_MISSING` */
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
}

/**
 * An exception of Apex, thrown as it is. Exceptions that deployed classes define extend it in emitted code; the platform's
 * own are instances with their system type's name.
 */
export class ApexException extends ApexObject {
    /** Full name, `System.NullPointerException`; the emitted classes of deployed exceptions set their own. */
    private readonly systemName: string;
    /** Null when none was given. */
    message: string | null;
    cause: ApexException | null = null;
    /** Innermost first; filled when thrown. */
    stack: readonly StackFrame[] = [];
    /** What a component is told by an AuraHandledException; Apex itself does not see it. */
    clientMessage: string | null = null;
    /** Rows of a DmlException; empty elsewhere. */
    dmlErrors: readonly DmlRowError[] = [];

    constructor(systemName: string, message: string | null = null) {
        super();
        this.systemName = systemName;
        this.message = message;
    }

    override get typeName(): string {
        return this.systemName;
    }

    /** `System.DmlException: Insert failed. ...` */
    override toString(): string {
        return this.message === null ? this.typeName : `${this.typeName}: ${this.message}`;
    }
}

/** A governor limit is exceeded: ends the transaction, no Apex can catch it. */
export class ApexLimitExceeded extends Error {
    stackFrames: readonly StackFrame[] = [];

    constructor(message: string) {
        super(message);
        this.name = 'System.LimitException';
    }
}
