import addMapping from '@salesforce/label/c.UserSyncHealthAddMapping';
import alike from '@salesforce/label/c.UserSyncHealthAlike';
import comparison from '@salesforce/label/c.UserSyncHealthComparison';
import cure from '@salesforce/label/c.UserSyncWordCure';
import cureMissing from '@salesforce/label/c.UserSyncHealthCureMissing';
import cureRefused from '@salesforce/label/c.UserSyncHealthCureRefused';
import cureType from '@salesforce/label/c.UserSyncHealthCureType';
import different from '@salesforce/label/c.UserSyncHealthDifferent';
import digest from '@salesforce/label/c.UserSyncHealthDigest';
import digestMeaning from '@salesforce/label/c.UserSyncHealthDigestMeaning';
import everybody from '@salesforce/label/c.UserSyncHealthEverybody';
import field from '@salesforce/label/c.UserSyncHealthField';
import findings from '@salesforce/label/c.UserSyncHealthFindings';
import group from '@salesforce/label/c.UserSyncHealthGroup';
import groups from '@salesforce/label/c.UserSyncHealthGroups';
import length from '@salesforce/label/c.UserSyncHealthLength';
import noFindings from '@salesforce/label/c.UserSyncHealthNoFindings';
import noGroups from '@salesforce/label/c.UserSyncHealthNoGroups';
import noProfiles from '@salesforce/label/c.UserSyncHealthNoProfiles';
import openSetup from '@salesforce/label/c.UserSyncHealthOpenSetup';
import partnerField from '@salesforce/label/c.UserSyncHealthPartnerField';
import partnerLength from '@salesforce/label/c.UserSyncHealthPartnerLength';
import partnerType from '@salesforce/label/c.UserSyncHealthPartnerType';
import profile from '@salesforce/label/c.UserSyncHealthProfile';
import profileId from '@salesforce/label/c.UserSyncHealthProfileId';
import profiles from '@salesforce/label/c.UserSyncHealthProfiles';
import profilesMeaning from '@salesforce/label/c.UserSyncHealthProfilesMeaning';
import same from '@salesforce/label/c.UserSyncHealthSame';
import sayDigest from '@salesforce/label/c.UserSyncHealthSayDigest';
import sayFieldMissing from '@salesforce/label/c.UserSyncHealthSayFieldMissing';
import sayFieldUnmapped from '@salesforce/label/c.UserSyncHealthSayFieldUnmapped';
import sayGroupHere from '@salesforce/label/c.UserSyncHealthSayGroupHere';
import sayGroupThere from '@salesforce/label/c.UserSyncHealthSayGroupThere';
import sayRefused from '@salesforce/label/c.UserSyncHealthSayRefused';
import sayShortened from '@salesforce/label/c.UserSyncHealthSayShortened';
import sayType from '@salesforce/label/c.UserSyncHealthSayType';
import setup from '@salesforce/label/c.UserSyncHealthSetup';
import title from '@salesforce/label/c.UserSyncHealthTitle';
import type from '@salesforce/label/c.UserSyncHealthType';
import unusedThere from '@salesforce/label/c.UserSyncHealthUnusedThere';
import users from '@salesforce/label/c.UserSyncHealthUsers';
import waiting from '@salesforce/label/c.UserSyncHealthWaiting';
import whatHappened from '@salesforce/label/c.UserSyncWordWhatHappened';

/** Texts of this component. */
export const label = {
    addMapping,
    alike,
    comparison,
    cure,
    cureMissing,
    cureRefused,
    cureType,
    different,
    digest,
    digestMeaning,
    everybody,
    field,
    findings,
    group,
    groups,
    length,
    noFindings,
    noGroups,
    noProfiles,
    openSetup,
    partnerField,
    partnerLength,
    partnerType,
    profile,
    profileId,
    profiles,
    profilesMeaning,
    same,
    sayDigest,
    sayFieldMissing,
    sayFieldUnmapped,
    sayGroupHere,
    sayGroupThere,
    sayRefused,
    sayShortened,
    sayType,
    setup,
    title,
    type,
    unusedThere,
    users,
    waiting,
    whatHappened
};

/** What to say about a difference to the partner org, by its kind. */
export const sentenceByKind = {
    GROUP_UNKNOWN_HERE: sayGroupHere,
    GROUP_UNKNOWN_THERE: sayGroupThere,
    DIGEST: sayDigest,
    FIELD_MISSING: sayFieldMissing,
    FIELD_UNMAPPED: sayFieldUnmapped,
    TYPE: sayType,
    SHORTENED: sayShortened,
    REFUSED: sayRefused
};

/** Where the cure of the reason does not fit. */
export const cureByKind = { FIELD_MISSING: cureMissing, TYPE: cureType, REFUSED: cureRefused };
