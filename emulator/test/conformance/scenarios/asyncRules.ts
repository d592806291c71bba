/** Apex that the org runs by its own clock. */
import { apexClass, type Scenario } from '../scenario.ts';

const minute = 60_000;

export const asyncRules: readonly Scenario[] = [
    {
        id: 'scheduled-apex',
        title: 'scheduled Apex runs by the clock as who scheduled it, also after its class was deployed again, until it is aborted',
        needs: ['timeTravel'],
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm',
        run: async (org, { passTime }) => {
            const clock = (suffix: string): Record<string, string> =>
                apexClass(
                    'ScenarioClock',
                    `public with sharing class ScenarioClock implements Schedulable {
                        private Integer runs = 0;
                        private String name;
                        public ScenarioClock(String name) { this.name = name; }
                        public void execute(SchedulableContext context) {
                            runs++;
                            insert as system new Account(Name = name + '${suffix}' + runs + UserInfo.getName() + System.isScheduled());
                        }
                    }`
                );
            const problems = await org.deploy(clock(' first '));
            if (problems.length > 0) return problems;
            const names = (): Promise<readonly string[]> =>
                org.anonymous(
                    "for (Account a : [SELECT Name FROM Account WHERE Name LIKE 'Clock%' WITH SYSTEM_MODE ORDER BY CreatedDate]) System.debug(a.Name);"
                );
            await org.anonymous("System.schedule('Clock', '0 15 * * * ?', new ScenarioClock('Clock'));");
            const waiting = await names();
            await passTime(30 * minute);
            await org.settle();
            const once = await names();
            await org.deploy(clock(' second '));
            await passTime(60 * minute);
            await org.settle();
            const twice = await names();
            const row =
                await org.anonymous(`CronTrigger c = [SELECT TimesTriggered, State, PreviousFireTime, NextFireTime FROM CronTrigger];
                System.debug(c.TimesTriggered + ' ' + c.State + ' ' + ((c.NextFireTime.getTime() - c.PreviousFireTime.getTime()) / 60000));
                System.abortJob(c.Id);`);
            await passTime(120 * minute);
            await org.settle();
            return [...waiting, '-', ...once, '-', ...twice, ...row, String((await names()).length)];
        },
        expected: [
            '-',
            'Clock first 1Ada Admintrue',
            '-',
            'Clock first 1Ada Admintrue',
            'Clock second 1Ada Admintrue',
            '2 WAITING 60',
            '2'
        ]
    },
    {
        id: 'async-job-records',
        title: 'a queueable job is a record that says how it ended; one enqueued by a transaction that fails never was',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_asyncapexjob.htm',
        run: async (org) => {
            const problems = await org.deploy(
                apexClass(
                    'ScenarioJob',
                    `public class ScenarioJob implements Queueable {
                        private Integer by;
                        public ScenarioJob(Integer by) { this.by = by; }
                        public void execute(QueueableContext context) { Integer x = 1 / by; }
                    }`
                )
            );
            if (problems.length > 0) return problems;
            await org.anonymous('System.enqueueJob(new ScenarioJob(1)); System.enqueueJob(new ScenarioJob(0));');
            const failed = await org.anonymous('System.enqueueJob(new ScenarioJob(1)); Integer x = 1 / 0;');
            const rows = `for (AsyncApexJob j : [SELECT Status, ExtendedStatus, ApexClass.Name FROM AsyncApexJob WHERE ApexClass.Name = 'ScenarioJob' ORDER BY Id]) System.debug(j.ApexClass.Name + ' ' + j.Status + ' ' + j.ExtendedStatus);`;
            const before = await org.anonymous(rows);
            await org.settle();
            return [...failed, ...before, ...(await org.anonymous(rows))];
        },
        expected: [
            'EXCEPTION System.MathException: Divide by 0',
            'ScenarioJob Queued null',
            'ScenarioJob Queued null',
            'ScenarioJob Completed null',
            'ScenarioJob Failed System.MathException: Divide by 0'
        ]
    }
];
