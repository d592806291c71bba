import { readFileSync } from 'node:fs';
import { relayVariables } from './relayProcess.ts';

const org = (letter: string): Parameters<typeof relayVariables>[0]['orgA'] => ({
    url: `http://127.0.0.1/${letter}`,
    pubSubEndpoint: `127.0.0.1:${letter}`,
    orgId: `00D-${letter}`,
    username: `relay@${letter}.example`
});
const variables = relayVariables({
    port: 8100,
    orgA: org('a'),
    orgB: org('b'),
    consumerKey: 'key',
    privateKeyFile: 'relay.pem'
});

describe("the relay's environment", () => {
    it('uses variables that the relay documents', () => {
        const example = readFileSync('config/relay.example.env', 'utf8');
        const undocumented = Object.keys(variables).filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example));
        expect(undocumented).toEqual([]);
    });

    it('gives each org its own address, id and user', () => {
        expect(variables).toMatchObject({
            ORG_A_LOGIN_URL: 'http://127.0.0.1/a',
            ORG_A_ORG_ID: '00D-a',
            ORG_B_USERNAME: 'relay@b.example',
            ORG_B_PUBSUB_ENDPOINT: '127.0.0.1:b',
            PORT: '8100',
            HOST: '127.0.0.1'
        });
    });

    it('makes a new token each time, long enough for the relay', () => {
        expect(variables['HTTP_TOKEN']).toMatch(/^[0-9a-f]{48}$/);
    });
});
