import { generateKeyPairSync } from 'node:crypto';
import { testApex } from '../../test/fakes/apexTable.ts';

describe('exceptions', () => {
    const caught = (thrown: string, read: string) =>
        `Object read; try { ${thrown} } catch (Exception e) { read = ${read}; } return read;`;
    testApex(
        [
            [
                caught("throw new DmlException('m');", "e.getMessage() + ' ' + e.getTypeName()"),
                "'m System.DmlException'"
            ],
            [caught('throw new MathException();', 'e.getMessage()'), "'Script-thrown exception'"],
            [caught("throw new MathException(new DmlException('m'));", 'e.getCause().getMessage()'), "'m'"],
            [
                caught(
                    "throw new MathException('x', new DmlException('m'));",
                    'e.getMessage() + e.getCause().getMessage()'
                ),
                "'xm'"
            ],
            [caught("throw new AuraHandledException('x');", 'e.getMessage()'), "'Script-thrown exception'"],
            [
                caught("throw new OwnException('x');", "e.getMessage() + ' ' + e.getTypeName()"),
                "'x Probe.OwnException'"
            ],
            [caught("throw new EventBus.RetryableException('x');", 'e.getTypeName()'), "'EventBus.RetryableException'"],
            [caught("Integer.valueOf('x');", 'e.getLineNumber() > 0'), 'true'],
            [caught("Integer.valueOf('x');", "e.getStackTraceString().startsWith('Class.Probe.row8: line ')"), 'true'],
            [
                "DmlException e = new DmlException(); e.initCause(new MathException('m')); return e.getCause().getMessage();",
                "'m'"
            ],
            [
                "DmlException e = new DmlException('a', new MathException()); e.initCause(new MathException()); return e;",
                'refused: initCause of an exception that has a cause'
            ],
            ["DmlException e = new DmlException('a'); e.setMessage('b'); return e.getMessage();", "'b'"],
            [caught("throw new MathException('m');", 'e.getNumDml()'), 'refused: getDml... of a System.MathException'],
            [caught('insert new Account();', 'e.getDmlFieldNames(0)'), "['Name']"],
            [caught('insert new Account();', 'e.getDmlId(0)'), 'null'],
            [caught('insert new Account();', 'e.getDmlIndex(0)'), '0'],
            [caught('insert new Account();', 'e.getDmlMessage(0)'), "'Required fields are missing: [Name]'"],
            [caught('insert new Account();', 'e.getDmlStatusCode(0)'), "'REQUIRED_FIELD_MISSING'"],
            [caught('insert new Account();', 'e.getDmlType(0)'), 'REQUIRED_FIELD_MISSING'],
            [caught('insert new Account();', 'e.getNumDml()'), '1'],
            [
                caught('insert new Account();', 'e.getDmlMessage(1)'),
                'System.ListException: List index out of bounds: 1'
            ],
            [
                'Database.insert(new Account()); return null;',
                'System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]'
            ]
        ],
        {
            declarations: 'public class OwnException extends Exception {}',
            prepare: (host) => {
                const error = {
                    statusCode: 'REQUIRED_FIELD_MISSING',
                    message: 'Required fields are missing: [Name]',
                    fields: ['Name']
                };
                host.answerDml = () => [{ id: null, isSuccess: false, isCreated: false, errors: [error] }];
            }
        }
    );
});

describe('Assert and System.assert', () => {
    const failed = 'System.AssertException: Assertion Failed';
    testApex([
        ["Assert.areEqual('a', 'a'); return 1;", '1'],
        ['Assert.areEqual(1, 2); return 1;', `${failed}: Expected: 1, Actual: 2`],
        ["Assert.areEqual(1, 2, 'why'); return 1;", `${failed}: why: Expected: 1, Actual: 2`],
        ['Assert.areNotEqual(1, 2); return 1;', '1'],
        ["Assert.areNotEqual(1, 1, 'why'); return 1;", `${failed}: why: Same value: 1`],
        ['Assert.isTrue(false); return 1;', failed],
        ["Assert.isFalse(true, 'why'); return 1;", `${failed}: why`],
        ["Assert.isNull('x'); return 1;", `${failed}: Expected: null, Actual: x`],
        ['Assert.isNotNull(null); return 1;', `${failed}: Same value: null`],
        [
            'Assert.isInstanceOfType(1, String.class); return 1;',
            `${failed}: Expected type: String, Actual type: Integer`
        ],
        [
            'Assert.isInstanceOfType(null, String.class); return 1;',
            `${failed}: Expected type: String, Actual type: null`
        ],
        ["Assert.isInstanceOfType('x', String.class); return 1;", '1'],
        ["Assert.isNotInstanceOfType('x', String.class); return 1;", `${failed}: Same type: String`],
        ['Assert.fail(); return 1;', failed],
        ["Assert.fail('why'); return 1;", `${failed}: why`],
        ['System.assert(false); return 1;', failed],
        ["System.assert(false, 'why'); return 1;", `${failed}: why`],
        ['System.assertEquals(1, 2); return 1;', `${failed}: Expected: 1, Actual: 2`],
        ["System.assertNotEquals(1, 1, 'why'); return 1;", `${failed}: why: Same value: 1`]
    ]);
});

describe('System, UserInfo, Limits, Test and Type', () => {
    testApex(
        [
            ['System.currentTimeMillis()', '1790000000000L'],
            ["System.debug('x'); System.debug(LoggingLevel.ERROR, 1); return null;", 'null'],
            ["System.equals('a', 'A')", 'false'],
            ["System.hashCode('a')", '97'],
            ['System.now().getTime()', '1790000000000L'],
            ['String.valueOf(System.today())', "'2026-09-21'"],
            ['System.isFuture() || System.isQueueable() || System.isScheduled()', 'false'],
            ['System.enqueueJob(new Job())', "'707000000000001AAA'"],
            ['System.enqueueJob(new Job(), 2)', "'707000000000001AAA'"],
            ['System.enqueueJob(new Job(), 11)', 'System.AsyncException: Delay must be between 0 and 10 minutes: 11'],
            ["System.schedule('n', '0 0 1 * * ?', new Job())", "'707000000000001AAA'"],
            ['UserInfo.getUserId() + UserInfo.getProfileId()', "'005000000000001AAA00e000000000001AAA'"],
            ['UserInfo.getOrganizationId()', "'00D000000000001AAA'"],
            ['UserInfo.getFirstName() + UserInfo.getLastName() + UserInfo.getName()', "'AdaAdminAda Admin'"],
            ['UserInfo.getLanguage() + UserInfo.getLocale() + UserInfo.getUserType()', "'en_USen_USStandard'"],
            ['UserInfo.getUserName() + UserInfo.getUserEmail()', "'ada@example.comada@example.com'"],
            ['UserInfo.getUserRoleId()', 'null'],
            ["FeatureManagement.checkPermission('X')", 'true'],
            ['Limits.getQueries() + Limits.getLimitQueries()', '100'],
            ['Limits.getLimitCpuTime() + Limits.getLimitHeapSize()', '6010000'],
            ['Limits.getCpuTime() >= 0 && Limits.getHeapSize() >= 0', 'true'],
            ['Test.startTest(); Test.stopTest(); return Test.isRunningTest();', 'true'],
            ['Test.getEventBus().deliver(); Test.getEventBus().fail(); return null;', 'null'],
            ["Type.forName('Probe.Job').getName()", "'Probe.Job'"],
            ["Type.forName('', 'nope')", 'null'],
            ["Type.forName('List<Id>') == List<Id>.class", 'true'],
            ["Type.forName('Set<String>') == Set<String>.class", 'true'],
            ["Type.forName('Probe.Job') == Job.class", 'true'],
            ['Job.class.equals(Job.class)', 'true'],
            ['(Job.class.newInstance() instanceof Job) + List<String>.class.toString()', "'trueList<String>'"],
            ['List<String>.class.newInstance()', '[]'],
            ['Set<String>.class.newInstance()', '{}'],
            ['Map<String, String>.class.newInstance()', '{}'],
            ['Account.class.newInstance() instanceof Account', 'true'],
            [
                'String.class.newInstance()',
                'System.TypeException: Class String must have a public no-argument constructor'
            ],
            ['String.valueOf(Job.class)', "'Probe.Job'"],
            ["LoggingLevel.valueOf('error').ordinal()", '8'],
            [
                "LoggingLevel.valueOf('loud')",
                'System.NoSuchElementException: No enum constant System.LoggingLevel.loud'
            ],
            ['LoggingLevel.values().size()', '9'],
            ['StatusCode.MIXED_DML_OPERATION.name()', "'MIXED_DML_OPERATION'"],
            ["Object text = 'hello'; return text.equals('hello');", 'true'],
            ["Object text = 'hello'; return text.hashCode();", '99162322'],
            ['Object whole = 5; return whole.toString();', "'5'"],
            ["Callable c = new Job(); return c.call('x', null);", "'x'"]
        ],
        {
            declarations: `public class Job implements Queueable, Schedulable, Callable {
                public void execute(QueueableContext c) { String id = c.getJobId(); }
                public void execute(SchedulableContext c) { String id = c.getTriggerId(); }
                public Object call(String action, Map<String, Object> arguments) { return action; }
            }`,
            prepare: (host) => void Object.assign(host, { isTest: true })
        }
    );
});

describe('Crypto, EncodingUtil and UUID', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const sign = "Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('x'), 'Own')";
    const hex = 'EncodingUtil.convertToHex';
    testApex(
        [
            [
                `${hex}(Crypto.generateDigest('SHA-256', Blob.valueOf('')))`,
                "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"
            ],
            [
                `${hex}(Crypto.generateDigest('nope', Blob.valueOf('')))`,
                'System.InvalidParameterValueException: Invalid algorithm name: nope'
            ],
            [`${hex}(Crypto.generateMac('hmacSHA256', Blob.valueOf('d'), Blob.valueOf('k'))).left(8)`, "'e7ea21c3'"],
            ['Crypto.getRandomInteger() != Crypto.getRandomInteger()', 'true'],
            ['Crypto.getRandomLong() != Crypto.getRandomLong()', 'true'],
            [`Crypto.verify('RSA-SHA256', Blob.valueOf('x'), ${sign}, EncodingUtil.base64Decode('${key}'))`, 'true'],
            [`Crypto.verify('RSA-SHA256', Blob.valueOf('y'), ${sign}, EncodingUtil.base64Decode('${key}'))`, 'false'],
            [
                `Crypto.verify('RSA-SHA256', Blob.valueOf('x'), ${sign}, Blob.valueOf('k'))`,
                'System.SecurityException: Invalid Crypto Key'
            ],
            [`Crypto.verify('RSA-SHA256', Blob.valueOf('x'), ${sign}, 'Own')`, 'true'],
            [
                sign.replace('Own', 'Other'),
                'System.InvalidParameterValueException: No key pair found for developer name: Other'
            ],
            ["EncodingUtil.base64Encode(EncodingUtil.base64Decode('aGk='))", "'aGk='"],
            [
                "EncodingUtil.base64Decode('%')",
                'System.InvalidParameterValueException: Unrecognized base64 character in input'
            ],
            ["EncodingUtil.convertFromHex('6869').toString()", "'hi'"],
            ["EncodingUtil.convertFromHex('6')", 'System.InvalidParameterValueException: Invalid hex string'],
            ["EncodingUtil.urlEncode('a b&é', 'UTF-8')", "'a+b%26%C3%A9'"],
            ["EncodingUtil.urlDecode('a+b%26%C3%A9', 'UTF-8')", "'a b&é'"],
            ["EncodingUtil.urlDecode('a', 'latin1')", 'refused: the character set latin1'],
            [
                "UUID.fromString('F47AC10B-58CC-4372-A567-0E02B2C3D479').toString()",
                "'f47ac10b-58cc-4372-a567-0e02b2c3d479'"
            ],
            ["UUID.fromString('x')", 'System.IllegalArgumentException: Invalid UUID string: x'],
            [
                "Pattern.matches('[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', UUID.randomUUID().toString())",
                'true'
            ],
            [
                "UUID a = UUID.fromString('f47ac10b-58cc-4372-a567-0e02b2c3d479'); return a.equals(UUID.fromString('' + a));",
                'true'
            ]
        ],
        {
            prepare: (host) => {
                const privateKeyPem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
                // The public key stands where the certificate does: Node reads both alike.
                const certificatePem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
                Object.assign(host, {
                    certificate: (name: string) => (name === 'Own' ? { privateKeyPem, certificatePem } : undefined)
                });
            }
        }
    );
});
