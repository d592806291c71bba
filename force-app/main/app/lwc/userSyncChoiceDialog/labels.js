import question from '@salesforce/label/c.UserSyncChoiceQuestion';
import restoreQuestion from '@salesforce/label/c.UserSyncChoiceRestoreQuestion';
import restoreMeaning from '@salesforce/label/c.UserSyncChoiceRestoreMeaning';
import ours from '@salesforce/label/c.UserSyncChoiceOurs';
import theirs from '@salesforce/label/c.UserSyncChoiceTheirs';
import fillBlanks from '@salesforce/label/c.UserSyncChoiceFillBlanks';
import preview from '@salesforce/label/c.UserSyncChoicePreview';
import choose from '@salesforce/label/c.UserSyncActionChoose';
import restore from '@salesforce/label/c.UserSyncActionRestore';

/** Texts of the question. */
export const text = {
    question,
    restoreQuestion,
    restoreMeaning,
    ours,
    theirs,
    fillBlanks,
    preview,
    choose,
    restore
};
