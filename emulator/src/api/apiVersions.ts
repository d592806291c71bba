/** API versions this org answers to; 31.0 is the oldest that the platform still serves. */
const oldest = 31;
const newest = 67;

export interface ApiVersion {
    readonly label: string;
    readonly url: string;
    readonly version: string;
}

const releases = ['Winter', 'Spring', 'Summer'] as const;

/** Winter '26 was version 65, and three releases make a year. */
export const apiVersions: readonly ApiVersion[] = Array.from({ length: newest - oldest + 1 }, (_, index) => {
    const sinceWinter26 = oldest + index - 65;
    const release = releases[(sinceWinter26 + 300) % 3] ?? '';
    const version = `${oldest + index}.0`;
    return { label: `${release} '${26 + Math.floor(sinceWinter26 / 3)}`, url: `/services/data/v${version}`, version };
});

export const apiVersionPattern = apiVersions.map(({ version }) => version.replace('.', '\\.')).join('|');
