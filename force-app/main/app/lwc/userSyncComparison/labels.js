import title from '@salesforce/label/c.UserSyncComparisonTitle';
import field from '@salesforce/label/c.UserSyncComparisonField';
import lost from '@salesforce/label/c.UserSyncComparisonLost';
import partner from '@salesforce/label/c.UserSyncComparisonPartner';
import current from '@salesforce/label/c.UserSyncComparisonCurrent';
import since from '@salesforce/label/c.UserSyncComparisonSince';
import empty from '@salesforce/label/c.UserSyncComparisonEmpty';
import differs from '@salesforce/label/c.UserSyncComparisonDiffers';
import equal from '@salesforce/label/c.UserSyncComparisonEqual';
import verdict from '@salesforce/label/c.UserSyncComparisonVerdict';
import none from '@salesforce/label/c.UserSyncComparisonNone';
import loading from '@salesforce/label/c.UserSyncPageLoading';

/** Texts of the comparison. */
export const text = {
    title,
    field,
    lost,
    partner,
    current,
    since,
    empty,
    differs,
    equal,
    verdict,
    none,
    loading
};
