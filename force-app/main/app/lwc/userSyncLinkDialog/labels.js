import question from '@salesforce/label/c.UserSyncLinkQuestion';
import search from '@salesforce/label/c.UserSyncLinkSearch';
import candidates from '@salesforce/label/c.UserSyncLinkCandidates';
import noCandidate from '@salesforce/label/c.UserSyncLinkNoCandidate';
import why from '@salesforce/label/c.UserSyncLinkWhy';
import link from '@salesforce/label/c.UserSyncActionLink';

/** Texts of the question. */
export const text = {
    question,
    search,
    candidates,
    noCandidate,
    why,
    link
};
