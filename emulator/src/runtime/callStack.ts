/**
 * Frames of running Apex in arrays that emitted code writes to directly: `enter` on entry, `lines[d]` at each statement,
 * `depth` on return. An exception leaves them as they were where it was thrown until someone catches it.
 */
import { UnsupportedApexError } from '../errors.ts';
import type { MethodDescription } from '../compiler/compiledProgram.ts';
import type { SharingMode } from '../language/boundTree.ts';
import { ApexException, ApexLimitExceeded } from '../values/apexObject.ts';
import type { StackFrame } from '../values/apexObject.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm */
const maximumDepth = 1000;
/** Statements counted before the limits hear of them. */
const stepsPerTick = 1000;

export abstract class CallStack {
    depth = 0;
    /** Steps left until the next tick. */
    steps = stepsPerTick;
    readonly lines = new Int32Array(maximumDepth + 2);
    private readonly frames: (MethodDescription | undefined)[] = new Array<MethodDescription | undefined>(
        maximumDepth + 2
    ).fill(undefined);
    /** Depth below which frames belong to the caller of the platform, not to this entry. */
    private base = 0;

    protected abstract countSteps(steps: number): void;

    enter(method: MethodDescription, steps: number): number {
        const depth = this.depth + 1;
        if (depth > maximumDepth) throw stackExceeded();
        this.depth = depth;
        this.frames[depth] = method;
        this.lines[depth] = 0;
        if ((this.steps -= steps) < 0) this.tick();
        return depth;
    }

    /** Steps that a loop counted by itself; answers its new count. */
    count(steps: number): number {
        if ((this.steps -= steps) < 0) this.tick();
        return 0;
    }

    tick(): void {
        const steps = stepsPerTick - this.steps;
        this.steps = stepsPerTick;
        if (steps > 0) this.countSteps(steps);
    }

    /** Runs deployed code on the platform's behalf: a stack trace ends here, and the frame is restored whatever happens. */
    enterFromPlatform<Result>(body: () => Result): Result {
        const { base, depth } = this;
        this.base = depth;
        try {
            return body();
        } catch (error) {
            throw this.noted(error);
        } finally {
            this.base = base;
            this.depth = depth;
        }
    }

    protected get top(): MethodDescription | undefined {
        return this.depth > 0 ? this.frames[this.depth] : undefined;
    }

    /** Innermost first. The platform gives every frame column 1. */
    stackFrames(): readonly StackFrame[] {
        const frames: StackFrame[] = [];
        for (let depth = this.depth; depth > this.base; depth--) {
            const frame = this.frames[depth];
            if (!frame) continue;
            const position = { file: frame.file, line: this.lines[depth] ?? 0, column: 1 };
            frames.push({ where: frame.where, position });
        }
        return frames;
    }

    /**
     * A class that says nothing follows its caller below API version 67 and enforces sharing from there on; `inherited` follows
     * its caller, and enforces where the platform called it.
     * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm
     */
    get sharing(): SharingMode | 'none' {
        for (let depth = this.depth; depth > this.base; depth--) {
            const frame = this.frames[depth];
            if (frame?.sharing === 'with' || frame?.sharing === 'without') return frame.sharing;
            if (frame?.sharing === undefined && (frame?.apiVersion ?? 0) >= 67) return 'with';
            if (depth === this.base + 1) return frame?.sharing === 'inherited' ? 'with' : 'none';
        }
        return 'none';
    }

    /** Gives an exception that passes through its stack, while the frames still stand; turns an overflow into the limit it is. */
    noted(error: unknown): unknown {
        const failure = error instanceof RangeError && /call stack/i.test(error.message) ? stackExceeded() : error;
        if (failure instanceof ApexException && failure.stack.length === 0) failure.stack = this.stackFrames();
        if (failure instanceof ApexLimitExceeded && failure.stackFrames.length === 0)
            failure.stackFrames = this.stackFrames();
        const position = failure instanceof UnsupportedApexError ? this.stackFrames()[0]?.position : undefined;
        if (position) (failure as UnsupportedApexError).locate(position);
        return failure;
    }

    /** For `catch`: the exception, or on it goes if Apex may not see it. */
    caught(error: unknown, depth: number): ApexException {
        const failure = this.noted(error);
        if (!(failure instanceof ApexException)) throw failure;
        this.depth = depth;
        return failure;
    }

    /** For `finally`: no Apex runs any more. */
    isFatal(error: unknown): boolean {
        return !(this.noted(error) instanceof ApexException);
    }

    /** For `throw`. An exception that is thrown again keeps its first stack. */
    thrown(exception: ApexException | null): ApexException {
        if (exception === null)
            throw this.noted(new ApexException('System.NullPointerException', 'Attempt to de-reference a null object'));
        this.noted(exception);
        return exception;
    }
}

function stackExceeded(): ApexLimitExceeded {
    return new ApexLimitExceeded(`Maximum stack depth reached: ${maximumDepth + 1}`);
}
