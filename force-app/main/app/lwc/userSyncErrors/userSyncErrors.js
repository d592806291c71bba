import unknownError from '@salesforce/label/c.UserSyncPageUnknownError';

/**
 * @param {object} error what a call of Apex was rejected with
 * @returns {{code: string, message: string, cure: string}} code `UNKNOWN` for whatever the package did not refuse itself; cure may be empty
 */
export function reduceError(error) {
    const text = error?.body?.message ?? error?.message ?? '';
    return refusalOf(text) ?? { code: 'UNKNOWN', message: unknownError, cure: '' };
}

function refusalOf(text) {
    try {
        const { code, message, cure } = JSON.parse(text);
        return typeof code === 'string' ? { code, message: message ?? code, cure: cure ?? '' } : undefined;
    } catch {
        // A fault of the platform tells its text, not a refusal; it may quote what no page should show.
        return undefined;
    }
}
