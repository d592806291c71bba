/**
 * E-mail and custom notifications. What is sent leaves with the transaction that commits.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_Messaging.htm
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { RowError } from '../runtime/host.ts';
import type { ApexList, ApexSet } from '../values/apexCollections.ts';
import { enumValue } from './enums.ts';
import { LibraryRecord, LibraryValue } from './libraryValue.ts';
import { stringList, systemList } from './listValues.ts';
import { refuse } from './refusal.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody, SystemTypeDefinition } from './systemType.ts';

/** `getX()` and `setX(value)` for each `Type X`; a setter of the platform takes null. */
function accessors(...declarations: string[]): Record<string, InstanceBody> {
    return Object.fromEntries(
        declarations.flatMap((declaration): [string, InstanceBody][] => {
            const [type = '', name = ''] = declaration.split(' ');
            return [
                [`${type} get${name}()`, (_, self: LibraryRecord) => self.get(name)],
                [`void set${name}(${type}? value)`, (_, self: LibraryRecord, value: unknown) => self.set(name, value)]
            ];
        })
    );
}

interface SendFailure extends RowError {
    readonly targetId: string | null;
}

function failure(statusCode: string, message: string, fields: readonly string[], targetId: string | null): SendFailure {
    return { statusCode, message, fields, targetId };
}

function textsOf(mail: LibraryRecord, name: string): readonly string[] {
    return ((mail.get(name) as ApexList | null)?.items ?? []) as readonly string[];
}

/** Undefined if the mail can be sent. */
function problemOf(runtime: ApexRuntime, mail: LibraryRecord): SendFailure | undefined {
    const targetId = mail.get('TargetObjectId') as string | null;
    if (targetId !== null && !targetId.startsWith('005')) refuse(runtime, 'mail to contacts and leads by their id');
    const addresses = ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((name) => textsOf(mail, name));
    const wrong = addresses.find((address) => !/^[^@\s]+@[^@\s]+$/.test(address) && !address.startsWith('005'));
    if (wrong !== undefined) {
        const fields = ['toAddresses', wrong];
        return failure('INVALID_EMAIL_ADDRESS', `Email address is invalid: ${wrong}`, fields, targetId);
    }
    if (targetId === null && addresses.length === 0)
        return failure('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.', [], targetId);
    if (targetId !== null && mail.get('SaveAsActivity') === true) {
        const message = 'saveAsActivity must be false when sending mail to users.';
        return failure('INVALID_SAVE_AS_ACTIVITY_FLAG', message, ['saveAsActivity', 'true'], targetId);
    }
    if (mail.get('PlainTextBody') === null && mail.get('HtmlBody') === null) {
        const message = 'Missing body, need at least one of html or plainText';
        return failure('REQUIRED_FIELD_MISSING', message, [], targetId);
    }
    return undefined;
}

function sendEmail(runtime: ApexRuntime, mails: ApexList, allOrNothing: boolean | null = true): ApexList {
    runtime.host.limits.use('emailInvocations');
    const records = mails.items as readonly LibraryRecord[];
    const problems = records.map((mail) => problemOf(runtime, mail));
    const row = problems.findIndex((problem) => problem !== undefined);
    const first = problems[row];
    if (first && allOrNothing !== false) {
        const fields = first.fields.length > 0 ? `: [${first.fields.join(', ')}]` : ': []';
        const error = `${first.statusCode}, ${first.message}${fields}`;
        runtime.fail('System.EmailException', `SendEmail failed. First exception on row ${row}; first error: ${error}`);
    }
    for (const [index, mail] of records.entries()) if (!problems[index]) send(runtime, mail);
    const results = problems.map((problem) => new LibraryValue('Messaging.SendEmailResult', problem ? [problem] : []));
    return systemList('Messaging.SendEmailResult', results);
}

function send(runtime: ApexRuntime, mail: LibraryRecord): void {
    const text = (name: string): string | null => mail.get(name) as string | null;
    runtime.host.send({
        kind: 'email',
        targetUserId: text('TargetObjectId'),
        to: textsOf(mail, 'ToAddresses'),
        cc: textsOf(mail, 'CcAddresses'),
        bcc: textsOf(mail, 'BccAddresses'),
        subject: text('Subject'),
        plainTextBody: text('PlainTextBody'),
        htmlBody: text('HtmlBody'),
        senderDisplayName: text('SenderDisplayName'),
        replyTo: text('ReplyTo')
    });
}

const maximumRecipients = 500;

function notify(runtime: ApexRuntime, self: LibraryRecord, recipients: ApexSet): void {
    const text = (name: string): string =>
        (self.get(name) as string | null) ??
        runtime.fail('System.HandledException', `The ${name.toLowerCase()} of a custom notification is required.`);
    const [title, body, typeId] = [text('Title'), text('Body'), text('NotificationTypeId')];
    if (title.length > 250 || body.length > 750)
        runtime.fail('System.HandledException', 'The title takes 250 characters, the body 750.');
    const [targetId, targetPageRef] = [self.get('TargetId'), self.get('TargetPageRef')] as (string | null)[];
    if ((targetId ?? null) === null && (targetPageRef ?? null) === null)
        runtime.fail('System.HandledException', 'A custom notification needs a target: an id or a page reference.');
    const ids = [...recipients.values()] as string[];
    if (ids.length === 0 || ids.length > maximumRecipients)
        runtime.fail('System.HandledException', `A custom notification goes to 1 to ${maximumRecipients} recipients.`);
    runtime.host.send({
        kind: 'notification',
        typeId,
        title,
        body,
        targetId: targetId ?? null,
        targetPageRef: targetPageRef ?? null,
        recipientIds: ids
    });
}

type SendResult = LibraryValue<readonly SendFailure[]>;
type SendError = LibraryValue<SendFailure>;

export const messaging: readonly SystemTypeDefinition[] = [
    defineType({
        name: 'System.Messaging',
        statics: {
            'List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> mails)': sendEmail,
            'List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> mails, Boolean allOrNothing)': sendEmail
        }
    }),
    defineType({ name: 'Messaging.Email' }),
    defineType({
        name: 'Messaging.SingleEmailMessage',
        extends: 'Messaging.Email',
        constructors: { 'new()': () => new LibraryRecord('Messaging.SingleEmailMessage', { SaveAsActivity: true }) },
        methods: {
            ...accessors('List<String> ToAddresses', 'List<String> CcAddresses', 'List<String> BccAddresses'),
            ...accessors('Id TargetObjectId', 'String Subject', 'String PlainTextBody', 'String HtmlBody'),
            ...accessors('String SenderDisplayName', 'String ReplyTo', 'Boolean SaveAsActivity'),
            // Neither shows in what is recorded of a mail.
            ...accessors('Boolean UseSignature', 'Boolean BccSender')
        }
    }),
    defineType({
        name: 'Messaging.SendEmailResult',
        methods: {
            'Boolean isSuccess()': (_, { content }: SendResult) => content.length === 0,
            'List<Messaging.SendEmailError> getErrors()': (_, { content }: SendResult) =>
                systemList(
                    'Messaging.SendEmailError',
                    content.map((error) => new LibraryValue('Messaging.SendEmailError', error))
                )
        }
    }),
    defineType({
        name: 'Messaging.SendEmailError',
        methods: {
            'List<String> getFields()': (_, { content }: SendError) => stringList(content.fields),
            'String getMessage()': (_, { content }: SendError) => content.message,
            'StatusCode getStatusCode()': (_, { content }: SendError) =>
                enumValue('System.StatusCode', content.statusCode),
            'String getTargetObjectId()': (_, { content }: SendError) => content.targetId
        }
    }),
    defineType({
        name: 'Messaging.CustomNotification',
        constructors: {
            'new()': () => new LibraryRecord('Messaging.CustomNotification'),
            'new(String? typeId, String? sender, String? title, String? body, String? targetId, String? targetPageRef)':
                (
                    _,
                    NotificationTypeId: string | null,
                    SenderId: string | null,
                    Title: string | null,
                    Body: string | null,
                    TargetId: string | null,
                    TargetPageRef: string | null
                ) => {
                    const values = { NotificationTypeId, SenderId, Title, Body, TargetId, TargetPageRef };
                    return new LibraryRecord('Messaging.CustomNotification', values);
                }
        },
        methods: {
            ...Object.fromEntries(
                ['NotificationTypeId', 'SenderId', 'Title', 'Body', 'TargetId', 'TargetPageRef'].map(
                    (name): [string, InstanceBody] => [
                        `void set${name}(String? value)`,
                        (_, self: LibraryRecord, value: unknown) => self.set(name, value)
                    ]
                )
            ),
            'void send(Set<String> users)': notify
        }
    })
];
