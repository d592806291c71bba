import { checkOrgUrl, checkPubSubEndpoint } from './orgAddress.ts';

describe('org URL', () => {
    it.each([
        ['https://a.my.salesforce.com', 'https://a.my.salesforce.com', false],
        ['https://a.my.salesforce.com/', 'https://a.my.salesforce.com', false],
        ['https://A.MY.Salesforce.com:443', 'https://a.my.salesforce.com', false],
        ['https://login.salesforce.com', 'https://login.salesforce.com', false],
        ['http://localhost:7001', 'http://localhost:7001', true],
        ['http://127.0.0.1:7001', 'http://127.0.0.1:7001', true],
        ['https://localhost', 'https://localhost', true]
    ])('accepts %s', (text, address, isLocal) => {
        expect(checkOrgUrl(text)).toEqual({ address, isLocal });
    });

    it.each([
        'http://a.my.salesforce.com',
        'https://my.salesforce.com.',
        'https://a.my.salesforce.com.evil.test',
        'https://a.lightning.force.com',
        'https://localhost.evil.test',
        'http://127.0.0.2',
        'http://0.0.0.0',
        'https://a.my.salesforce.com/path',
        'https://a.my.salesforce.com#x',
        'salesforce.com'
    ])('refuses %s', (text) => {
        expect(checkOrgUrl(text)).toEqual(expect.any(String));
    });
});

describe('Pub/Sub endpoint', () => {
    it.each(['api.pubsub.salesforce.com:7443', 'api.pubsub.salesforce.com:443', 'api.deu.pubsub.salesforce.com:7443'])(
        'accepts %s over TLS',
        (text) => {
            expect(checkPubSubEndpoint(text)).toEqual({ address: text, isLocal: false });
        }
    );

    it.each(['localhost:7011', '127.0.0.1:7011', '[::1]:7011'])('accepts %s in plain text', (text) => {
        expect(checkPubSubEndpoint(text)).toEqual({ address: text, isLocal: true });
    });

    it.each([
        'api.pubsub.salesforce.com',
        'api.pubsub.salesforce.com:80',
        'evil.test:7443',
        'pubsub.salesforce.com.evil.test:7443',
        'https://api.pubsub.salesforce.com:7443',
        'dns:///api.pubsub.salesforce.com:7443',
        'unix:/tmp.sock:1',
        'evilpubsub.salesforce.com:7443/x'
    ])('refuses %s', (text) => {
        expect(checkPubSubEndpoint(text)).toEqual(expect.any(String));
    });
});
