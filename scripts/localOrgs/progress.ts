/** Lines that say what is going on, with the seconds since the start: people look before they read. */
const startedAt = performance.now();

export function progress(message: string): void {
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${message}`);
}

/** Two columns, the first as wide as it needs. */
export function table(rows: readonly (readonly [string, string])[]): string {
    const width = Math.max(...rows.map(([left]) => left.length));
    return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
