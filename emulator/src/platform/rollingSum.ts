/** A sum over the last `windowMs`, kept in slices so that it stays small. */
export class RollingSum {
    private readonly windowMs: number;
    private readonly slices = new Map<number, number>();

    constructor(windowMs: number) {
        this.windowMs = windowMs;
    }

    private readonly slicesPerWindow = 60;

    add(nowMs: number, amount: number): void {
        const slice = this.sliceOf(nowMs);
        this.slices.set(slice, (this.slices.get(slice) ?? 0) + amount);
    }

    total(nowMs: number): number {
        const oldest = this.sliceOf(nowMs) - this.slicesPerWindow;
        let total = 0;
        for (const [slice, amount] of this.slices) {
            if (slice <= oldest) this.slices.delete(slice);
            else total += amount;
        }
        return total;
    }

    private sliceOf(nowMs: number): number {
        return Math.floor((nowMs * this.slicesPerWindow) / this.windowMs);
    }
}
