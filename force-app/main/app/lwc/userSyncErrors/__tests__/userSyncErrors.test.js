import { reduceError } from 'c/userSyncErrors';
import unknownError from '@salesforce/label/c.UserSyncPageUnknownError';

const rejected = (message) => ({ status: 500, body: { message } });

describe('what a failed call says', () => {
    it('gives code, message and cure of a refusal', () => {
        const told = { code: 'UNDO_CHANGED', message: 'Something changed.', cure: 'Look again.' };
        expect(reduceError(rejected(JSON.stringify(told)))).toEqual(told);
    });

    it('fills what a refusal does not say', () => {
        const told = reduceError(rejected('{"code":"NOT_PERMITTED"}'));
        expect(told).toEqual({ code: 'NOT_PERMITTED', message: 'NOT_PERMITTED', cure: '' });
    });

    it.each([rejected('List index out of bounds: 3'), rejected('{"exception":1}'), rejected('null'), {}, undefined])(
        'shows nothing of a fault of the platform: %j',
        (error) => {
            expect(reduceError(error)).toEqual({ code: 'UNKNOWN', message: unknownError, cure: '' });
        }
    );
});
