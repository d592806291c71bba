/** How a local org is started. Everything that could differ between two runs can be handed in. */
import type { BundleChecker } from './lightningServices.ts';
import type { AllocationSizes } from './platform/events/eventAllocations.ts';
import type { OrgClock } from './platform/clock.ts';
import type { PlatformRules } from './platform/platformRules.ts';

/** Test-only: parts of the org that fail on request. Each returns a reason, or undefined to work. */
export interface OrgFaults {
    /** Publishing of events, before anything reaches the bus. */
    publish?(): string | undefined;
    /** Use of a certificate's private key. */
    certificate?(developerName: string): string | undefined;
}

export interface LocalOrgOptions {
    /** Shown as the org's name; with `number` it makes the org id. */
    readonly name: string;
    /** Tells local orgs apart, those of one process or, as a port, those of a machine. Default: one that no other has. */
    readonly number?: number;
    /** Default `admin@<name>.example`, lower case. */
    readonly adminUsername?: string;
    /** Undefined: no sockets; the org is used in process. 0: a free port. */
    readonly port?: number;
    readonly pubSubPort?: number;
    /** Time, default the machine's. */
    readonly clock?: OrgClock;
    /** 0 inclusive to 1 exclusive; default `Math.random`. Also the source of ids and keys where no certificate needs better. */
    readonly random?: () => number;
    /** Queued work waits for `drain()`. Default false. */
    readonly isManual?: boolean;
    /** Licences by name; default 1,000 of `Salesforce`, 100 of the others. */
    readonly licences?: Readonly<Record<string, number>>;
    readonly rules?: Partial<PlatformRules>;
    readonly allocations?: AllocationSizes;
    readonly faults?: OrgFaults;
    /** Another org on this machine: each may show the other's pages beside its own. */
    readonly neighbour?: { readonly name: string; readonly url: string };
    /** The compiler of Lightning components. Default: the platform's. */
    readonly bundleChecker?: BundleChecker;
    /** How often an idle subscription hears from the org; the platform promises 270 s. */
    readonly keepAliveMs?: number;
    /** Receives what the platform would write to its debug logs. */
    readonly log?: (line: string) => void;
}
