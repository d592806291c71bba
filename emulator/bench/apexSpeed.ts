/**
 * Prints how much slower deployed Apex runs than the same work in plain JavaScript, with statement hooks on. Run it with
 * `node emulator/bench/apexSpeed.ts` from the root; a ratio of 2.5 is the goal.
 */
import { deployApex } from '../test/fakes/apexRig.ts';

const apex = `public class Work {
    static Integer fibonacci(Integer n) {
        if (n < 2) { return n; }
        return fibonacci(n - 1) + fibonacci(n - 2);
    }
    public static Integer calls() { return fibonacci(24); }
    public static Integer loop() {
        Integer sum = 0;
        for (Integer i = 0; i < 60000; i++) {
            sum = sum + i * 3;
        }
        return sum;
    }
    public static Integer records() {
        Integer changed = 0;
        List<Account> accounts = new List<Account>();
        for (Integer i = 0; i < 2000; i++) {
            accounts.add(new Account(Name = 'n' + i, Size__c = i));
        }
        Map<String, Account> byName = new Map<String, Account>();
        for (Account item : accounts) {
            byName.put(item.Name, item);
        }
        for (Account item : accounts) {
            Account other = byName.get(item.Name);
            if (other.Size__c != null && other.Size__c > 5 && other.Name == item.Name) {
                other.Size__c = other.Size__c + 1;
                changed++;
            }
        }
        return changed;
    }
}`;

function fibonacci(n: number): number {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

const native = {
    calls: () => fibonacci(24),
    loop: () => {
        let sum = 0;
        for (let i = 0; i < 60_000; i++) sum = (sum + Math.imul(i, 3)) | 0;
        return sum;
    },
    records: () => {
        let changed = 0;
        const accounts: Map<string, string | number>[] = [];
        for (let i = 0; i < 2000; i++)
            accounts.push(
                new Map<string, string | number>([
                    ['Name', `n${i}`],
                    ['Size__c', i]
                ])
            );
        const byName = new Map<unknown, Map<string, string | number>>();
        for (const item of accounts) byName.set(item.get('Name'), item);
        for (const item of accounts) {
            const other = byName.get(item.get('Name'));
            if (other && Number(other.get('Size__c')) > 5 && other.get('Name') === item.get('Name')) {
                other.set('Size__c', Number(other.get('Size__c')) + 1);
                changed++;
            }
        }
        return changed;
    }
};

/** Best of several runs, so that other work on the machine counts less. */
function milliseconds(work: () => unknown): number {
    let best = Infinity;
    for (let run = 0; run < 400; run++) {
        const start = process.hrtime.bigint();
        work();
        best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6);
    }
    return best;
}

const rig = deployApex({ 'classes/Work.cls': apex });
rig.host.cpuStepsAllowed = Infinity;
for (const [name, work] of Object.entries(native)) {
    if (rig.call('Work', name) !== work()) throw new Error(`${name} yields something else`);
    const emulated = milliseconds(() => rig.call('Work', name));
    const plain = milliseconds(work);
    console.log(
        `${name}: Apex ${emulated.toFixed(2)} ms, JavaScript ${plain.toFixed(2)} ms, ratio ${(emulated / plain).toFixed(2)}`
    );
}
