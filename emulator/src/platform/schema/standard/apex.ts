/** Deployed code and its jobs, as queries see them. Nobody writes these rows through DML. */
import { standardObject } from '../fieldNotation.ts';

const source = `
    Name string(255) readonly defaulted idLookup
    NamespacePrefix string(15) readonly
    ApiVersion double(18,1) readonly
    Status picklist readonly : Active|Inactive|Deleted
    IsValid boolean readonly = true
    LengthWithoutComments int(9) readonly
    Body textarea(1000000) readonly`;

export const apexObjects = [
    standardObject({ name: 'ApexClass', keyPrefix: '01p', isSetupObject: true, changes: '', fields: source }),
    standardObject({
        name: 'ApexTrigger',
        keyPrefix: '01q',
        isSetupObject: true,
        changes: '',
        fields: `${source}
            TableEnumOrId picklist readonly`
    }),
    standardObject({
        name: 'AsyncApexJob',
        label: 'Apex Job',
        keyPrefix: '707',
        isSetupObject: true,
        changes: '',
        fields: `
            ApexClassId reference readonly -> ApexClass as ApexClass
            JobType picklist readonly : Future|Queueable|ScheduledApex|BatchApex
            Status picklist readonly : Holding|Queued|Preparing|Processing|Aborted|Completed|Failed
            MethodName string(255) readonly
            JobItemsProcessed int(9) readonly
            TotalJobItems int(9) readonly
            NumberOfErrors int(9) readonly
            ExtendedStatus string(1000) readonly
            CompletedDate datetime readonly
            CronTriggerId reference readonly -> CronTrigger as CronTrigger
        `
    }),
    standardObject({
        name: 'CronTrigger',
        label: 'Scheduled Job',
        keyPrefix: '08e',
        isSetupObject: true,
        changes: '',
        fields: `
            CronJobDetailId reference readonly -> CronJobDetail as CronJobDetail
            CronExpression string(255) readonly
            State string(40) readonly
            NextFireTime datetime readonly
            PreviousFireTime datetime readonly
            StartTime datetime readonly
            EndTime datetime readonly
            TimesTriggered int(9) readonly
            TimeZoneSidKey picklist readonly
            OwnerId reference readonly -> User as Owner
        `
    }),
    standardObject({
        name: 'CronJobDetail',
        keyPrefix: '08a',
        isSetupObject: true,
        changes: '',
        fields: `
            Name string(255) readonly
            JobType string(40) readonly
        `
    })
];
