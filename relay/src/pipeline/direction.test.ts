import { createVirtualRelay, type VirtualRelay } from '../../test/virtualRelay.ts';
import { OrgError } from '../relay.ts';

const minuteMs = 60_000;
const lost = (): OrgError => new OrgError('REPLAY_ID_LOST', 'RESTART', 'Gone.');
const broken = (code = 'GRPC_UNAVAILABLE'): OrgError => new OrgError(code, 'RETRY', 'Broken.');

let virtual: VirtualRelay;

async function stop(): Promise<void> {
    const stopping = virtual.relay.stop();
    await virtual.clock.advance(0);
    await stopping;
}

beforeEach(() => (virtual = createVirtualRelay()));

afterEach(async () => {
    await stop();
    expect(virtual.defects).toEqual([]);
    expect(virtual.clock.timerCount).toBe(0);
});

describe('position of a direction', () => {
    it('starts from the earliest event when none was saved, else after the saved one', async () => {
        const { a, b, clock, relay } = virtual;
        a.publish('e1');
        a.publish('e2');
        b.replayId = a.replayIdOf(0);
        relay.start();
        await clock.advance(0);
        expect(a.subscribedAfter).toEqual([a.replayIdOf(0)]);
        expect(b.subscribedAfter).toEqual([null]);
        expect(b.applied).toEqual(['e2#0']);
    });

    it('is saved at most once a minute while events come', async () => {
        const { a, b, clock, relay } = virtual;
        relay.start();
        for (let second = 0; second < 600; second += 1) {
            a.publish(`e${second}`);
            await clock.advance(1000);
        }
        expect(b.applied).toHaveLength(600);
        expect(b.connectionCalls.length).toBeGreaterThanOrEqual(9);
        expect(b.connectionCalls.length).toBeLessThanOrEqual(10);
        await clock.advance(minuteMs);
        expect(b.replayId).toBe(a.replayIdOf(599));
        const calls = b.connectionCalls.length;
        await clock.advance(60 * minuteMs);
        expect(b.connectionCalls).toHaveLength(calls);
    });

    it('is never beyond an event that is not applied', async () => {
        const { a, b, clock, relay } = virtual;
        b.onRow = (row) => (row === 'e2#0' ? 'RETRY' : 'DONE');
        relay.start();
        for (const body of ['e1', 'e2', 'e3']) {
            a.publish(body);
            await clock.advance(0);
        }
        await stop();
        expect(b.applied).toEqual(['e1#0', 'e3#0']);
        expect(b.replayId).toBe(a.replayIdOf(0));
    });

    it('is not saved beyond an issue that the target has not confirmed', async () => {
        const { a, b, clock, relay } = virtual;
        b.onConnection = ({ issues }) => {
            if (issues.length > 0) throw new OrgError('HTTP_500', 'HALVE', 'No.');
        };
        a.publish('e1');
        a.publish('', 0, null);
        relay.start();
        await clock.advance(minuteMs);
        await stop();
        expect(b.replayId).toBe(a.replayIdOf(0));
    });

    it('is moved by keep-alives, which cause no call until the stop', async () => {
        const { a, b, clock, relay, status } = virtual;
        relay.start();
        await clock.advance(0);
        for (let hour = 0; hour < 24; hour += 1) {
            for (let beat = 0; beat < 14; beat += 1) {
                await clock.advance(270_000);
                a.keepAlive(`k${hour}-${beat}`);
            }
        }
        await clock.advance(0);
        expect(status()).toMatchObject({ state: 'RUNNING', positionAgeMs: 0 });
        expect([b.calls, b.connectionCalls, b.statusCount]).toEqual([[], [], 1]);
        await stop();
        expect(b.replayId).toBe('k23-13');
    });

    it('P28 is saved under the next number when another relay took the one meant', async () => {
        const { a, b, clock, relay } = virtual;
        relay.start();
        await clock.advance(0);
        b.sequence = 7;
        a.publish('e1');
        await clock.advance(minuteMs);
        expect(b.connectionCalls.map(({ sequence }) => sequence)).toEqual([1, 8]);
        expect(b.replayId).toBe(a.replayIdOf(0));
    });

    it('is tried again a minute later when it could not be saved; events go on meanwhile', async () => {
        const { a, b, clock, relay } = virtual;
        b.onConnection = () => {
            throw new OrgError('HTTP_500', 'HALVE', 'No.');
        };
        relay.start();
        await clock.advance(0);
        a.publish('e1');
        await clock.advance(minuteMs);
        a.publish('e2');
        await clock.advance(1000);
        expect(b.applied).toEqual(['e1#0', 'e2#0']);
        expect(b.connectionCalls).toHaveLength(1);
        b.onConnection = () => {};
        await clock.advance(minuteMs);
        expect(b.replayId).toBe(a.replayIdOf(1));
    });
});

describe('stream of a direction', () => {
    it('is opened again after the last event received, with growing delays', async () => {
        const { a, b, clock, relay, status } = virtual;
        relay.start();
        a.publish('e1');
        await clock.advance(0);
        a.onSubscribe = () => broken();
        a.breakStreams(broken());
        await clock.advance(0);
        expect(status()).toMatchObject({ state: 'RECONNECTING', reason: { org: 'SOURCE', code: 'GRPC_UNAVAILABLE' } });
        await clock.advance(30 * minuteMs);
        expect(a.subscribedAfter.length).toBeLessThan(20);
        a.onSubscribe = () => undefined;
        a.publish('e2');
        await clock.advance(5 * minuteMs);
        expect(a.subscribedAfter.at(-1)).toBe(a.replayIdOf(0));
        expect(b.applied).toEqual(['e1#0', 'e2#0']);
        expect(status().state).toBe('RUNNING');
    });

    it('is opened again when it is silent for longer than 330 s', async () => {
        const { a, clock, relay } = virtual;
        relay.start();
        await clock.advance(329_999);
        expect(a.subscribedAfter).toHaveLength(1);
        await clock.advance(2000);
        expect(a.subscribedAfter).toHaveLength(2);
    });

    it('P19 restarts from the earliest event when its place is lost, says so once and lists it', async () => {
        const { a, b, clock, relay, lost: reported, status } = virtual;
        b.replayId = 'too old';
        a.onSubscribe = (replayId) => (replayId === null ? undefined : lost());
        a.publish('e1');
        relay.start();
        await clock.advance(0);
        expect(a.subscribedAfter).toEqual(['too old', null]);
        expect(b.applied).toEqual(['e1#0']);
        expect(reported).toEqual(['A_TO_B']);
        expect(status().counts.positionsLost).toBe(1);
        expect(b.issues).toMatchObject([{ replayId: 'too old', envelope: null, row: null, reason: 'POSITION_LOST' }]);
    });

    it.each(['', 'not base64!', 'AAAA', 'k'.repeat(200), 'of another org', 'of another topic', '0', 'null'])(
        'P18 reads from the earliest event when the saved position is %j, and skips nothing',
        async (replayId) => {
            const { a, b, clock, relay } = virtual;
            b.replayId = replayId;
            a.onSubscribe = (wanted) => (wanted === null ? undefined : lost());
            for (const body of ['e1', 'e2']) a.publish(body);
            relay.start();
            await clock.advance(5 * minuteMs);
            expect(b.applied).toEqual(['e1#0', 'e2#0']);
            expect(b.replayId).toBe(a.replayIdOf(1));
        }
    );

    it('P18 repeats what an older position asks for, and skips nothing', async () => {
        const { a, b, clock, relay } = virtual;
        for (const body of ['e1', 'e2', 'e3']) a.publish(body);
        relay.start();
        await clock.advance(2 * minuteMs);
        await stop();
        b.replayId = a.replayIdOf(0);
        virtual = createVirtualRelay({}, {}, virtual);
        virtual.relay.start();
        await virtual.clock.advance(2 * minuteMs);
        expect(b.applied).toEqual(['e1#0', 'e2#0', 'e3#0', 'e2#0', 'e3#0']);
        expect(b.replayId).toBe(a.replayIdOf(2));
    });

    it('does not spin when even the earliest place is refused', async () => {
        const { a, clock, relay } = virtual;
        a.onSubscribe = () => lost();
        relay.start();
        await clock.advance(10 * minuteMs);
        expect(a.subscribedAfter.length).toBeLessThan(20);
    });

    it('pauses the direction when the source needs a person', async () => {
        const { a, clock, relay, status } = virtual;
        a.onSubscribe = () => new OrgError('TOPIC_UNAVAILABLE', 'PAUSE', 'No.');
        relay.start();
        await clock.advance(0);
        expect(status()).toMatchObject({ state: 'PAUSED', reason: { org: 'SOURCE', code: 'TOPIC_UNAVAILABLE' } });
        await clock.advance(24 * 60 * minuteMs);
        expect(a.subscribedAfter.length).toBeLessThan(300);
    });
});

describe('stop of a direction', () => {
    it('lets the call in flight finish and saves the position behind it', async () => {
        const { a, b, clock, relay } = virtual;
        let answer = (): void => {};
        b.onUsers = () => new Promise((resolve) => (answer = resolve));
        relay.start();
        a.publish('e1');
        await clock.advance(0);
        const stopping = relay.stop();
        await clock.advance(1000);
        expect(b.replayId).toBeNull();
        answer();
        await clock.advance(0);
        await stopping;
        expect(b.applied).toEqual(['e1#0']);
        expect(b.replayId).toBe(a.replayIdOf(0));
    });

    it('does not wait longer than it may for an org that does not answer', async () => {
        const { a, b, clock, relay } = virtual;
        b.onUsers = () => new Promise(() => {});
        relay.start();
        a.publish('e1');
        await clock.advance(0);
        const stopping = relay.stop();
        await clock.advance(8000);
        await stopping;
        expect(b.replayId).toBeNull();
    });

    it('ends a pause at once', async () => {
        const { b, clock, relay, status } = virtual;
        b.onStatus = () => {
            throw new OrgError('NOT_PERMITTED', 'PAUSE', 'No.');
        };
        relay.start();
        await clock.advance(0);
        expect(status().state).toBe('PAUSED');
        await stop();
        expect(status().state).toBe('STOPPED');
    });
});

it('P28 two relays at once bring everything, end at the last position and list nothing', async () => {
    const { a, b, clock } = virtual;
    const other = createVirtualRelay({}, { reconciliation: { startAt: 0 } }, virtual);
    a.setUser('user-1', 'state-0');
    b.setUser('user-1', 'state-0');
    virtual.relay.start();
    other.relay.start();
    for (let minute = 0; minute < 20; minute += 1) {
        a.publish(`e${minute}`, 2);
        b.setUser('user-1', `state-${String(minute).padStart(2, '0')}`);
        await clock.advance(minuteMs);
    }
    await clock.advance(5 * minuteMs);
    expect(new Set(b.applied.filter((row) => row.startsWith('e'))).size).toBe(40);
    expect(a.users.get('user-1')!.state).toBe(b.users.get('user-1')!.state);
    expect(b.replayId).toBe(a.replayIdOf(19));
    expect([...a.issues, ...b.issues]).toEqual([]);
    const stopping = other.relay.stop();
    await clock.advance(0);
    await stopping;
    expect(other.defects).toEqual([]);
});

it('is idle after a heartbeat has saved the position of an event', async () => {
    const { a, b, clock } = virtual;
    const comparing = createVirtualRelay({}, { reconciliation: { startAt: 0 } }, virtual);
    comparing.relay.start();
    await clock.advance(4 * minuteMs + 10_000);
    a.publish('saved at once');
    await clock.advance(45_000);
    a.publish('saved by the heartbeat');
    await clock.advance(20 * minuteMs);
    expect(b.replayId).toBe(a.replayIdOf(1));
    const { callCount } = b;
    await clock.advance(10 * minuteMs);
    expect(b.callCount - callCount).toBe(2);
    const stopping = comparing.relay.stop();
    await clock.advance(0);
    await stopping;
});

it('reports a defect of the relay itself and is no longer alive', async () => {
    const { a, b, clock, relay, defects } = virtual;
    b.onUsers = () => {
        throw new TypeError('a defect');
    };
    relay.start();
    a.publish('e1');
    await clock.advance(0);
    expect(defects.splice(0)).toEqual([new TypeError('a defect')]);
    expect(relay.status()).toMatchObject({ isReady: false, isAlive: false });
});
