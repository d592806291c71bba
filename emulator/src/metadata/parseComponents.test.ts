import { files, helloPackage, manifest, xmlFile } from '../../test/fakes/packageFiles.ts';
import { parseComponents } from './parseComponents.ts';

function definitionsOf(contents: Record<string, string>) {
    const { components, problems } = parseComponents(files(contents));
    expect(problems).toEqual([]);
    return components.map(({ definition }) => definition);
}

function problemsOf(contents: Record<string, string>) {
    return parseComponents(files(contents)).problems.map(({ componentType, fullName, fileName, problem }) => [
        componentType,
        fullName,
        fileName,
        problem
    ]);
}

const one = (path: string, content: string, type: string, name: string) => ({
    'package.xml': manifest({ [type]: [name] }),
    [path]: content
});

const regionField = [
    '<fields>',
    '    <fullName>Region__c</fullName>',
    '    <label>Region &amp; more</label>',
    '    <length>80</length>',
    '    <type>Text</type>',
    '    <externalId>true</externalId>',
    '</fields>'
];
const invoiceHead = [
    '<label>Invoice</label>',
    '<pluralLabel>Invoices</pluralLabel>',
    '<nameField><label>No</label><type>AutoNumber</type><displayFormat>I-{0}</displayFormat></nameField>'
];

describe('components of a package', () => {
    it('are classes with their source and version', () => {
        expect(definitionsOf(helloPackage)).toEqual([
            { kind: 'ApexClass', name: 'Hello', source: 'public class Hello { }\n', apiVersion: 67, isActive: true }
        ]);
    });

    it('are an object, its fields and its rules', () => {
        const rule = [
            '<validationRules><fullName>NoMars</fullName><active>true</active>',
            '<errorConditionFormula>Region__c = &quot;Mars&quot;</errorConditionFormula><errorMessage>No</errorMessage></validationRules>'
        ];
        const content = xmlFile('CustomObject', ...invoiceHead, ...regionField, ...rule);
        const [object, field, validation] = definitionsOf(
            one('objects/Invoice__c.object', content, 'CustomObject', 'Invoice__c')
        );
        expect(object).toMatchObject({
            kind: 'CustomObject',
            category: 'record',
            label: 'Invoice',
            nameField: { type: 'AutoNumber', displayFormat: 'I-{0}' }
        });
        expect(field).toMatchObject({
            objectName: 'Invoice__c',
            name: 'Region__c',
            label: 'Region & more',
            type: 'Text',
            length: 80,
            isExternalId: true,
            isUnique: false,
            formula: undefined
        });
        expect(validation).toMatchObject({
            name: 'NoMars',
            isActive: true,
            errorConditionFormula: 'Region__c = "Mars"',
            errorDisplayField: undefined
        });
    });

    it('are fields of a standard object, whose own name need not be there', () => {
        const contents = one(
            'objects/User.object',
            xmlFile('CustomObject', ...regionField),
            'CustomField',
            'User.Region__c'
        );
        expect(parseComponents(files(contents)).components.map(({ fullName }) => fullName)).toEqual(['User.Region__c']);
    });

    it('are events and picklists', () => {
        const event = xmlFile(
            'CustomObject',
            '<label>Paid</label>',
            '<pluralLabel>Paid</pluralLabel>',
            '<eventType>HighVolume</eventType>',
            '<publishBehavior>PublishAfterCommit</publishBehavior>'
        );
        expect(definitionsOf(one('objects/Paid__e.object', event, 'CustomObject', 'Paid__e'))[0]).toMatchObject({
            category: 'event',
            publishBehavior: 'PublishAfterCommit',
            nameField: undefined
        });
        const values =
            '<valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>A</fullName><default>true</default><label>Ay</label></value></valueSetDefinition></valueSet>';
        const picklist = xmlFile(
            'CustomObject',
            `<fields><fullName>Kind__c</fullName><label>Kind</label><type>Picklist</type>${values}</fields>`
        );
        expect(definitionsOf(one('objects/User.object', picklist, 'CustomField', 'User.Kind__c'))[0]).toMatchObject({
            isRestrictedPicklist: true,
            picklistValues: [{ value: 'A', label: 'Ay', isActive: true, isDefault: true }]
        });
    });

    it('are records of custom metadata types, null apart from empty', () => {
        const content = xmlFile(
            'CustomMetadata',
            '<label>Std</label>',
            '<protected>false</protected>',
            '<values><field>Rate__c</field><value xsi:type="xsd:double" xmlns:xsi="x">0.5</value></values>',
            '<values><field>Note__c</field><value xsi:nil="true"/></values>'
        );
        expect(
            definitionsOf(one('customMetadata/Rate.Std.md', content, 'CustomMetadata', 'Rate.Std'))[0]
        ).toMatchObject({
            objectName: 'Rate__mdt',
            developerName: 'Std',
            label: 'Std',
            values: [
                { field: 'Rate__c', text: '0.5' },
                { field: 'Note__c', text: null }
            ]
        });
    });

    it('are permission sets', () => {
        const content = xmlFile(
            'PermissionSet',
            '<label>Reader</label>',
            '<fieldPermissions><editable>true</editable><field>User.Region__c</field><readable>false</readable></fieldPermissions>',
            '<objectPermissions><object>Invoice__c</object><allowRead>true</allowRead></objectPermissions>',
            '<classAccesses><apexClass>Hello</apexClass><enabled>true</enabled></classAccesses>',
            '<customPermissions><name>CanPay</name><enabled>true</enabled></customPermissions>'
        );
        expect(
            definitionsOf(one('permissionsets/Reader.permissionset', content, 'PermissionSet', 'Reader'))[0]
        ).toMatchObject({
            kind: 'PermissionSet',
            fieldPermissions: [{ field: 'User.Region__c', readable: true, editable: true }],
            objectPermissions: [{ object: 'Invoice__c', allowRead: true, allowEdit: false }],
            classAccesses: [{ name: 'Hello', isEnabled: true }],
            customPermissions: [{ name: 'CanPay', isEnabled: true }]
        });
    });

    it('are certificates, labels, subscriber settings and custom permissions', () => {
        const contents = {
            'package.xml': manifest({
                Certificate: ['Own'],
                CustomLabels: ['CustomLabels'],
                PlatformEventSubscriberConfig: ['Slow'],
                CustomPermission: ['CanPay']
            }),
            'certs/Own.crt': '',
            'certs/Own.crt-meta.xml': xmlFile(
                'Certificate',
                '<caSigned>false</caSigned>',
                '<keySize>4096</keySize>',
                '<masterLabel>Own</masterLabel>'
            ),
            'labels/CustomLabels.labels': xmlFile(
                'CustomLabels',
                '<labels><fullName>Hi</fullName><language>en_US</language><value> Hi </value></labels>'
            ),
            'PlatformEventSubscriberConfigs/Slow.platformEventSubscriberConfig': xmlFile(
                'PlatformEventSubscriberConfig',
                '<platformEventConsumer>OnPaid</platformEventConsumer>',
                '<batchSize>20</batchSize>'
            ),
            'customPermissions/CanPay.customPermission': xmlFile('CustomPermission', '<label>Can pay</label>')
        };
        expect(definitionsOf(contents)).toEqual(
            expect.arrayContaining([
                { kind: 'Certificate', name: 'Own', label: 'Own', keySize: 4096 },
                { kind: 'CustomLabel', name: 'Hi', value: ' Hi ', language: 'en_US' },
                {
                    kind: 'PlatformEventSubscriberConfig',
                    name: 'Slow',
                    triggerName: 'OnPaid',
                    batchSize: 20,
                    username: undefined
                },
                { kind: 'CustomPermission', name: 'CanPay', label: 'Can pay' }
            ])
        );
    });
});

describe('a package is refused', () => {
    it('without manifest', () => {
        expect(problemsOf({ 'classes/Hello.cls': '' })).toEqual([
            ['', 'package.xml', 'package.xml', 'No package.xml found']
        ]);
    });

    it.each([
        [
            'remoteSiteSettings/Out.remoteSite',
            xmlFile('RemoteSiteSetting'),
            'RemoteSiteSetting',
            'Out',
            'Not supported by the local org: RemoteSiteSetting; callouts do not leave it'
        ],
        [
            'flows/Greet.flow',
            xmlFile('Flow'),
            'flows',
            'Greet.flow',
            'Not supported by the local org: metadata of folder flows (flows/Greet.flow)'
        ],
        ['classes/Hello.txt', '', 'ApexClass', 'Hello.txt', 'Not a file of ApexClass: classes/Hello.txt'],
        ['classes/Hello.cls', '', 'ApexClass', 'Hello', 'The metadata file of ApexClass Hello is missing'],
        [
            'layouts/L.layout',
            '<Layout><x></Layout>',
            'Layout',
            'L',
            expect.stringMatching(/expected closing tag|closing/i)
        ],
        ['layouts/L.layout', xmlFile('Flow'), 'Layout', 'L', 'Root element is Flow, not Layout'],
        [
            'objects/A__c.object',
            xmlFile('CustomObject', '<label>A</label>'),
            'CustomObject',
            'A__c',
            'Must specify a nameField of type Text or AutoNumber'
        ],
        [
            'objects/A__e.object',
            xmlFile('CustomObject', '<label>A</label>'),
            'CustomObject',
            'A__e',
            'Platform events must have the event type HighVolume'
        ],
        [
            'objects/User.object',
            xmlFile('CustomObject', '<fields><fullName>A__c</fullName><label>A</label><type>Summary</type></fields>'),
            'CustomObject',
            'User',
            'User.A__c: Not supported by the local org: type Summary in fields'
        ],
        [
            'permissionsets/P.permissionset',
            xmlFile('PermissionSet', '<label>P</label>', '<flowAccesses><flow>F</flow></flowAccesses>'),
            'PermissionSet',
            'P',
            'Not supported by the local org: element flowAccesses in PermissionSet'
        ],
        [
            'customMetadata/NoDot.md',
            xmlFile('CustomMetadata', '<label>x</label>'),
            'CustomMetadata',
            'NoDot',
            'Invalid fullName, must be in the form <Type>.<Record>: NoDot'
        ]
    ])('for %s', (path, content, type, name, problem) => {
        expect(problemsOf(one(path, content, type, name))).toContainEqual([type, name, path, problem]);
    });

    it('for what the manifest names and the zip has not, and the other way round', () => {
        expect(problemsOf({ ...helloPackage, 'package.xml': manifest({ ApexClass: ['Other'], Flow: ['F'] }) })).toEqual(
            [
                ['ApexClass', 'Hello', 'classes/Hello.cls', 'Not in package.xml'],
                [
                    'ApexClass',
                    'Other',
                    'package.xml',
                    "An object 'Other' of type ApexClass was named in package.xml, but was not found in zipped directory"
                ],
                ['Flow', 'F', 'package.xml', 'Not supported by the local org: metadata type Flow']
            ]
        );
    });

    it('with line and column where the XML is broken', () => {
        const { problems } = parseComponents(
            files(one('layouts/L.layout', '<Layout>\n  <x>\n</Layout>', 'Layout', 'L'))
        );
        expect(problems[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    });
});

describe('the manifest', () => {
    it('chooses: fields alone leave their object as it is, a wildcard takes all', () => {
        const content = xmlFile('CustomObject', ...invoiceHead, ...regionField);
        const chosen = (types: Record<string, string[]>) =>
            parseComponents(
                files({ 'package.xml': manifest(types), 'objects/Invoice__c.object': content })
            ).components.map(({ fullName }) => fullName);
        expect(chosen({ CustomField: ['Invoice__c.Region__c'] })).toEqual(['Invoice__c.Region__c']);
        expect(chosen({ CustomObject: ['*'] })).toEqual(['Invoice__c', 'Invoice__c.Region__c']);
    });

    it('of destructive changes names what goes, before or after the rest', () => {
        const contents = {
            'package.xml': manifest({}),
            'destructiveChanges.xml': manifest({ ApexClass: ['Old'] }),
            'destructiveChangesPost.xml': manifest({ CustomField: ['User.A__c'] })
        };
        expect(parseComponents(files(contents)).deletions).toEqual([
            { componentType: 'ApexClass', fullName: 'Old', fileName: 'destructiveChanges.xml', isPre: true },
            {
                componentType: 'CustomField',
                fullName: 'User.A__c',
                fileName: 'destructiveChangesPost.xml',
                isPre: false
            }
        ]);
    });
});

it('a bundle needs its main file', () => {
    const meta = xmlFile('LightningComponentBundle', '<apiVersion>67.0</apiVersion>');
    const bundle = (extra: Record<string, string>) => ({
        'package.xml': manifest({ LightningComponentBundle: ['hi'] }),
        'lwc/hi/hi.js-meta.xml': meta,
        ...extra
    });
    const { components } = parseComponents(files(bundle({ 'lwc/hi/hi.js': '', 'lwc/hi/__tests__/a.js': '' })));
    expect(components).toMatchObject([{ fullName: 'hi', fileName: 'lwc/hi', files: [{}, {}, {}] }]);
    expect(problemsOf(bundle({ 'lwc/hi/other.js': '' }))).toEqual([
        ['LightningComponentBundle', 'hi', 'lwc/hi', 'Cannot find Lightning Component Bundle hi']
    ]);
});
