/**
 * The platform rules that a test may switch off, to prove that a scenario notices their absence. All are on in every org that
 * is not such a test's.
 */
export interface PlatformRules {
    /** Setup and non-setup records cannot be saved in one transaction. */
    readonly mixedDml: boolean;
    /** Triggers see at most 200 records at a time. */
    readonly triggerChunks: boolean;
    /** A partial save runs the triggers again on the records that are left. */
    readonly partialSaveRetry: boolean;
    /** A username exists once in all orgs. */
    readonly usernameAcrossOrgs: boolean;
    readonly requiredFields: boolean;
    readonly licences: boolean;
    /** An e-mail address changes when its owner confirms it. */
    readonly pendingEmail: boolean;
    readonly restrictedPicklists: boolean;
    /** Text is trimmed when saved, and empty text becomes null. */
    readonly emptyTextToNull: boolean;
    readonly uniqueNickname: boolean;
    readonly userDelete: boolean;
    /** Objects, fields and records of others are closed in user mode. */
    readonly userMode: boolean;
    /** FOR UPDATE cannot be used on User. */
    readonly lockUser: boolean;
    /** Names of standard profiles are in the reader's language. */
    readonly translatedProfileNames: boolean;
    readonly governorLimits: boolean;
    /** An empty text of an event arrives as null. */
    readonly emptyEventTextToNull: boolean;
    /** Events published after commit vanish with a rollback. */
    readonly publishAfterCommit: boolean;
    /** Only events of one publish call keep their order. */
    readonly eventOrderPerCall: boolean;
    /** Events live 72 hours. */
    readonly eventRetention: boolean;
    /** A subscriber trigger gets as many events at a time as its configuration says, and resumes at its checkpoint. */
    readonly subscriberBatches: boolean;
    readonly eventAllocations: boolean;
}

export const allRules: PlatformRules = {
    mixedDml: true,
    triggerChunks: true,
    partialSaveRetry: true,
    usernameAcrossOrgs: true,
    requiredFields: true,
    licences: true,
    pendingEmail: true,
    restrictedPicklists: true,
    emptyTextToNull: true,
    uniqueNickname: true,
    userDelete: true,
    userMode: true,
    lockUser: true,
    translatedProfileNames: true,
    governorLimits: true,
    emptyEventTextToNull: true,
    publishAfterCommit: true,
    eventOrderPerCall: true,
    eventRetention: true,
    subscriberBatches: true,
    eventAllocations: true
};
