/** Two orgs, their buses and a relay on one clock, with what a history needs to make trouble and to come to rest. */
import { isAnswered } from './failedCall.ts';
import { noBugs, type PlantedBugs } from '../plantedBug.ts';
import { type RandomNumbers, randomNumbers } from '../randomNumbers.ts';
import { LossyBus } from './lossyBus.ts';
import { SimulatedOrg, type SimulatedOrgOptions } from './simulatedOrg.ts';
import { newSavedState, SimulatedRelay, type Side, sides } from './simulatedRelay.ts';
import { groups, managerGroup, type SimulatedUser } from './simulatedUser.ts';

export type OrgChoices = Partial<Omit<SimulatedOrgOptions, 'origin' | 'bugs'>>;

const stepMs = 60_000;
export const startMs = 1_790_000_000_000;
const settleRounds = 400;

export class SimulatedPair {
    readonly random: RandomNumbers;
    readonly orgs: readonly [SimulatedOrg, SimulatedOrg];
    readonly buses: readonly [LossyBus, LossyBus];
    readonly saved = newSavedState();
    readonly #bugs: PlantedBugs;
    relay: SimulatedRelay;
    nowMs = startMs;

    constructor(seed: number, bugs: PlantedBugs = noBugs, choices: readonly [OrgChoices, OrgChoices] = [{}, {}]) {
        this.random = randomNumbers(seed);
        this.#bugs = bugs;
        this.orgs = [
            new SimulatedOrg({ ...choices[0], origin: 'A', bugs }),
            new SimulatedOrg({ ...choices[1], origin: 'B', bugs })
        ];
        this.buses = [new LossyBus(this.random), new LossyBus(this.random)];
        for (const side of sides) {
            this.orgs[side].publish = (row) => this.buses[side].publish(row, this.nowMs);
        }
        this.relay = this.newRelay();
    }

    newRelay(): SimulatedRelay {
        return new SimulatedRelay(this.orgs, this.buses, this.saved, this.#bugs);
    }

    clock(side: Side): number {
        return this.orgs[side].clock(this.nowMs);
    }

    advance(ms = stepMs): void {
        this.nowMs += ms;
    }

    /** Forwards everything and lets both orgs answer until they are silent. @returns false when they never are */
    settle(): boolean {
        for (let round = 0; round < settleRounds; round++) {
            if (sides.every((side) => !this.relay.isBehind(side))) {
                return true;
            }
            for (const side of sides) {
                this.#forward(side);
            }
            this.advance();
        }
        return false;
    }

    /** What may be expected of the system after the last fault: events through, then two reconciliation periods. */
    comeToRest(isFull = false): boolean {
        let isQuiet = this.settle();
        for (let period = 0; period < 2; period++) {
            this.advance(300_000);
            this.#reconcile(isFull);
            isQuiet = this.settle() && isQuiet;
        }
        return isQuiet;
    }

    /** A person who exists in A and, linked, in B. */
    linkedPerson(name: string, values: readonly string[] = ['t0', '1', '']): SimulatedUser {
        const user = this.orgs[0].create(name, values, this.clock(0));
        this.settle();
        return user;
    }

    partnerOf(side: Side, user: SimulatedUser): SimulatedUser | undefined {
        return [...this.orgs[side === 0 ? 1 : 0].users.values()].find(({ partnerId }) => partnerId === user.id);
    }

    /** @throws Error when there is no partner */
    twinOf(user: SimulatedUser): SimulatedUser {
        const partner = this.partnerOf(0, user);
        if (partner === undefined) {
            throw new Error(`${user.matchKey} has no partner in B.`);
        }
        return partner;
    }

    pick<T>(items: readonly T[]): T {
        const item = items[this.random(items.length)];
        if (item === undefined) {
            throw new RangeError('There is nothing to pick from.');
        }
        return item;
    }

    valuesOf(side: Side, user: SimulatedUser): string[] {
        return this.orgs[side].rowOf(user).groups.map(({ value }) => value);
    }

    /** Every difference that is not listed: the first oracle. */
    unlisted(): string[] {
        const [a, b] = this.orgs;
        const names = new Set([...a.users.values(), ...b.users.values()].map(({ matchKey }) => matchKey));
        return [...names].flatMap((name) => {
            const [ours, theirs] = [a, b].map((org) => [...org.users.values()].filter((one) => one.matchKey === name));
            const [left, right] = [ours?.[0], theirs?.[0]];
            if (ours?.length !== 1 || theirs?.length !== 1 || left === undefined || right === undefined) {
                return a.isListed(name) || b.isListed(name) ? [] : [`${name} exists ${ours?.length}:${theirs?.length}`];
            }
            const [values, others] = [this.valuesOf(0, left), this.valuesOf(1, right)];
            return groups.flatMap((group, index) => {
                const isSame = values[index] === others[index];
                const isKnown = a.isListed(name, index) || b.isListed(name, index);
                return isSame || isKnown ? [] : [`${name} ${group}: ${values[index]} and ${others[index]}`];
            });
        });
    }

    isManaged(side: Side, user: SimulatedUser, managerSyncId: string): boolean {
        return this.valuesOf(side, user)[managerGroup] === managerSyncId;
    }

    #forward(side: Side): void {
        // A call that failed is made again; who never succeeds never falls silent.
        if (!isAnswered(() => this.relay.forward(side, this.nowMs))) this.advance();
    }

    #reconcile(isFull: boolean): void {
        if (!isAnswered(() => this.relay.reconcile(this.nowMs, isFull))) this.advance();
    }
}
