import {
    createRelay,
    defaultDirectionSettings,
    type DirectionSettings,
    type DirectionStatus,
    type Relay,
    type RelayOptions
} from '../src/relay.ts';
import { InProcessOrg, orgIdA, orgIdB } from './inProcessOrg.ts';
import { VirtualClock } from './virtualClock.ts';

export interface VirtualRelay {
    a: InProcessOrg;
    b: InProcessOrg;
    clock: VirtualClock;
    relay: Relay;
    logged: { message: string; fields: object }[];
    lost: string[];
    defects: unknown[];
    /** From A to B. */
    status: () => DirectionStatus;
}

/** A whole relay between two orgs in this process, on virtual time and with the middle of every jitter. @param around orgs and clock of another */
export function createVirtualRelay(
    settings: Partial<DirectionSettings> = {},
    more: Pick<RelayOptions, 'reconciliation' | 'isPolling'> = {},
    around?: Pick<VirtualRelay, 'a' | 'b' | 'clock'>
): VirtualRelay {
    const { a, b, clock } = around ?? {
        a: new InProcessOrg(orgIdA, orgIdB),
        b: new InProcessOrg(orgIdB, orgIdA),
        clock: new VirtualClock()
    };
    const [logged, lost, defects]: [VirtualRelay['logged'], string[], unknown[]] = [[], [], []];
    const write = (message: string, fields: object = {}): void => void logged.push({ message, fields });
    a.now = b.now = () => clock.now();
    const relay = createRelay({
        ...more,
        orgA: a,
        orgB: b,
        clock,
        random: () => 0.5,
        log: { info: write, warn: write, error: write },
        settings: { ...defaultDirectionSettings, ...settings },
        onPositionLost: (direction) => void lost.push(direction),
        onDefect: (error) => void defects.push(error)
    });
    return { a, b, clock, relay, logged, lost, defects, status: () => relay.status().directions[0]! };
}
