/** A Lightning component before and after the compiler. */

export interface BundleSource {
    readonly name: string;
    readonly apiVersion: number;
    /** Texts by path inside the component's folder: `board.js`, `templates/empty.html`. */
    readonly files: Readonly<Record<string, string>>;
}

export interface CompileFinding {
    readonly message: string;
    /** Path inside the folder; empty if the compiler names none. */
    readonly fileName: string;
    /** From 1. */
    readonly line: number | undefined;
    readonly column: number | undefined;
}

export interface CompiledBundle {
    /** An AMD module; empty if there are problems. */
    readonly code: string;
    /** `lightning/button`, `c/row`, `@salesforce/apex/c.Orders.list` */
    readonly imports: readonly string[];
    readonly problems: readonly CompileFinding[];
}
