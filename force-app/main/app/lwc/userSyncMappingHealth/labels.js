import addMapping from '@salesforce/label/c.UserSyncHealthAddMapping';
import comparison from '@salesforce/label/c.UserSyncHealthComparison';
import cure from '@salesforce/label/c.UserSyncWordCure';
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
import profile from '@salesforce/label/c.UserSyncHealthProfile';
import profileId from '@salesforce/label/c.UserSyncHealthProfileId';
import profiles from '@salesforce/label/c.UserSyncHealthProfiles';
import profilesMeaning from '@salesforce/label/c.UserSyncHealthProfilesMeaning';
import same from '@salesforce/label/c.UserSyncHealthSame';
import setup from '@salesforce/label/c.UserSyncHealthSetup';
import title from '@salesforce/label/c.UserSyncHealthTitle';
import type from '@salesforce/label/c.UserSyncHealthType';
import users from '@salesforce/label/c.UserSyncHealthUsers';
import waiting from '@salesforce/label/c.UserSyncHealthWaiting';
import whatHappened from '@salesforce/label/c.UserSyncWordWhatHappened';

/** Texts of this component. */
export const label = {
    addMapping,
    comparison,
    cure,
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
    profile,
    profileId,
    profiles,
    profilesMeaning,
    same,
    setup,
    title,
    type,
    users,
    waiting,
    whatHappened
};
