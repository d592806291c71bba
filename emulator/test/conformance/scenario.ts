/**
 * A conformance scenario: what one rule of the platform does, seen through public APIs only, so that the same list can be
 * run against a real org. What a scenario sees is a trace of lines; the expected trace is what Salesforce documents.
 */
import type { PlatformRules } from '../../src/index.ts';

/** An org as any client sees it: deploy, anonymous Apex, REST. */
export interface OrgUnderTest {
    /** Deploys metadata in mdapi layout, path -> content; resolves to the problems, empty if it succeeded. */
    deploy(files: Readonly<Record<string, string>>): Promise<readonly string[]>;
    /**
     * Runs Apex as the admin. Resolves to the texts of its `System.debug` calls; an uncaught exception is the last line,
     * after `EXCEPTION `.
     */
    anonymous(source: string): Promise<readonly string[]>;
    /** Status, then the body as compact JSON. */
    rest(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
    /** How many events of that type a new subscription from the earliest on gets. */
    storedEvents(eventName: string): Promise<number>;
    /** Resolves when everything the org does on its own has been done. */
    settle(): Promise<void>;
    /** Makes texts that must be unique in the world, such as usernames: `unique('ada')` -> `ada.x7f3`. */
    unique(name: string): string;
}

export interface Scenario {
    /** Named as evidence in docs/emulator-fidelity.md. */
    readonly id: string;
    readonly title: string;
    /** The emulator's switch for the rule; with the rule off this scenario must fail. Undefined where there is none. */
    readonly rule?: keyof PlatformRules;
    /** Only where a second org, time travel or another thing is needed that only a local org has. */
    readonly needs?: readonly ('secondOrg' | 'timeTravel')[];
    readonly run: (org: OrgUnderTest, extra: ScenarioExtras) => Promise<readonly string[]>;
    readonly expected: readonly string[];
    /** Where Salesforce says so. */
    readonly source: string;
}

export interface ScenarioExtras {
    readonly second: OrgUnderTest;
    readonly passTime: (ms: number) => Promise<void>;
}

const classMeta = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>`;
const triggerMeta = classMeta.replaceAll('ApexClass', 'ApexTrigger');

/** Files of a class, ready for `deploy`. */
export function apexClass(name: string, source: string): Record<string, string> {
    return { [`classes/${name}.cls`]: source, [`classes/${name}.cls-meta.xml`]: classMeta };
}

export function apexTrigger(name: string, source: string): Record<string, string> {
    return { [`triggers/${name}.trigger`]: source, [`triggers/${name}.trigger-meta.xml`]: triggerMeta };
}

/** Apex that sets the required fields of a new user `u`; the profile is the standard one with the fewest rights. */
export function newUser(username: string, more = ''): string {
    return `User u = new User(Username = '${username}@scenario.example', LastName = 'Scenario', Email = 'scenario@scenario.example', Alias = 'scen',
        TimeZoneSidKey = 'Europe/Berlin', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
        ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id${more});`;
}
