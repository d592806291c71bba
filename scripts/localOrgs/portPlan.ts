/** Which port belongs to what. One number moves them all, so that two demonstrations fit on one machine. */
import { createServer } from 'node:net';
import { SetUpError } from './setUpError.ts';

export interface OrgPorts {
    readonly http: number;
    readonly pubSub: number;
}

export interface PortPlan {
    readonly relay: number;
    readonly orgA: OrgPorts;
    readonly orgB: OrgPorts;
}

/** The loopback interface; neither an org nor the relay of a demonstration listens on any other. */
export const localHost = '127.0.0.1';
/** The Pub/Sub port of a local org lies this far above its HTTP port. */
const pubSubDistance = 10;
const defaultPortBase = 8100;
const firstFreePort = 1024;
const lastPort = 65_535;

/** @throws SetUpError PORT_INVALID */
export function readPort(text: string, name: string, portsAbove: number): number {
    const port = Number(text);
    if (!/^\d+$/.test(text) || port < firstFreePort || port > lastPort - portsAbove) {
        throw new SetUpError(
            'PORT_INVALID',
            `${name} is "${text}".`,
            `Give a whole number from ${firstFreePort} to ${lastPort - portsAbove}.`
        );
    }
    return port;
}

/** @throws SetUpError PORT_INVALID when PORT_BASE is set and no usable port */
export function readPortPlan(environment: NodeJS.ProcessEnv): PortPlan {
    const text = environment['PORT_BASE'];
    return planPorts(
        text === undefined || text === '' ? defaultPortBase : readPort(text, 'PORT_BASE', pubSubDistance + 2)
    );
}

export function planPorts(base: number): PortPlan {
    return { relay: base, orgA: orgPorts(base + 1), orgB: orgPorts(base + 2) };
}

/** @returns the port and the Pub/Sub port of one org */
export function orgPorts(http: number): OrgPorts {
    return { http, pubSub: http + pubSubDistance };
}

/** @throws SetUpError PORT_TAKEN naming every taken port, before anything was started */
export async function requireFreePorts(ports: readonly number[], cure: string): Promise<void> {
    const checks = await Promise.all(ports.map(async (port) => ({ port, isFree: await isFree(port) })));
    const taken = checks.filter((check) => !check.isFree).map(({ port }) => port);
    if (taken.length > 0) {
        const subject = taken.length === 1 ? `Port ${String(taken[0])} is` : `Ports ${taken.join(', ')} are`;
        throw new SetUpError('PORT_TAKEN', `${subject} taken by another program.`, cure);
    }
}

function isFree(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const probe = createServer();
        probe.once('error', () => resolve(false));
        probe.listen(port, localHost, () => probe.close(() => resolve(true)));
    });
}
