/** Users as a company with offices in many countries has them, the same ones at every start. */
import { awkwardNames, cultures, jobs, type Culture, type Name, type Place } from './samplePeople.ts';

/** A User record as REST takes it. */
export interface SampleUser {
    readonly FirstName: string | null;
    readonly LastName: string;
    readonly Username: string;
    readonly Email: string;
    readonly Alias: string;
    readonly CommunityNickname: string;
    readonly FederationIdentifier: string;
    readonly EmployeeNumber: string;
    readonly IsActive: boolean;
    readonly Title: string;
    readonly Department: string;
    readonly Phone: string;
    readonly MobilePhone: string | null;
    readonly Street: string;
    readonly City: string;
    readonly State: string | null;
    readonly PostalCode: string;
    readonly Country: string;
    readonly TimeZoneSidKey: string;
    readonly LocaleSidKey: string;
    readonly LanguageLocaleKey: string;
    readonly EmailEncodingKey: string;
    readonly ProfileId: string;
}

export interface SampleOptions {
    readonly count: number;
    /** Profiles that the users get, most of them the first. */
    readonly profileIds: readonly [string, ...string[]];
}

const usernameDomain = 'orga.example';
const mailDomain = 'company.example';
/** Every so manyth user has left the company. */
const inactiveEvery = 20;
const aliasLength = 8;
/** Leaves room in the username (80) for the domain, the number and a suffix that the partner appends. */
const handleLength = 40;

/** @returns users with unique usernames, nicknames and federation ids; the awkward names come first */
export function sampleUsers({ count, profileIds }: SampleOptions): SampleUser[] {
    const random = createRandom(20_260_701);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    return Array.from({ length: count }, (_, index) => {
        const culture = pick(cultures);
        const name = awkwardNames[index] ?? drawName(culture, pick);
        return createUser(index, name, pick(culture.places), {
            department: pick([...jobs.keys()]),
            pick,
            profileId: random() < 0.6 ? profileIds[0] : pick(profileIds)
        });
    });
}

function drawName(culture: Culture, pick: <T>(list: readonly T[]) => T): Name {
    return { given: pick(culture.givenNames), family: pick(culture.familyNames) };
}

interface Employment {
    readonly department: string;
    readonly pick: <T>(list: readonly T[]) => T;
    readonly profileId: string;
}

function createUser(index: number, { given, family }: Name, place: Place, employment: Employment): SampleUser {
    const number = String(index + 1).padStart(4, '0');
    const handle = handleOf(given, family);
    const { department, pick, profileId } = employment;
    return {
        FirstName: given,
        LastName: family,
        Username: `${handle}.${number}@${usernameDomain}`,
        Email: `${handle}.${number}@${mailDomain}`,
        Alias: `${asciiOf(family).slice(0, aliasLength - number.length) || 'u'}${number}`,
        CommunityNickname: `${handle.slice(0, handleLength - 5)}.${number}`,
        FederationIdentifier: `employee-${number}`,
        EmployeeNumber: number,
        IsActive: (index + 1) % inactiveEvery !== 0,
        Title: pick(jobs.get(department) ?? []),
        Department: department,
        Phone: `${place.phonePrefix} ${number}`,
        MobilePhone: index % 3 === 0 ? `${place.phonePrefix} 9${number}` : null,
        Street: place.street,
        City: place.city,
        State: place.state,
        PostalCode: place.postalCode,
        Country: place.country,
        TimeZoneSidKey: place.timeZone,
        LocaleSidKey: place.locale,
        LanguageLocaleKey: place.language,
        EmailEncodingKey: 'UTF-8',
        ProfileId: profileId
    };
}

/** The part of a username before the number: names in scripts that addresses do not hold become `user`. */
function handleOf(given: string | null, family: string): string {
    const parts = [asciiOf(given ?? ''), asciiOf(family)].filter((part) => part !== '');
    return parts.join('.').slice(0, handleLength) || 'user';
}

/** An apostrophe stays: it is legal in an address and has broken many queries. */
function asciiOf(text: string): string {
    return text
        .normalize('NFD')
        .toLowerCase()
        .replace(/[^a-z'-]/g, '')
        .replace(/^[-']+|[-']+$/g, '');
}

/** mulberry32: the sample does not depend on what a Node version does. */
function createRandom(seed: number): () => number {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}
