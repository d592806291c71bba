import { checkFeatureDependencies } from './featureDependencies.ts';

function messages(files: Record<string, string>): string[] {
    const tree = new Map(
        Object.entries({
            'shared/classes/UserSyncStamp.cls': 'public class UserSyncStamp {}',
            'mapping/classes/UserSyncGroups.cls': 'public class UserSyncGroups { UserSyncStamp s; }',
            'inbound/classes/UserSyncMerge.cls': 'public class UserSyncMerge { UserSyncGroups g; UserSyncStamp s; }',
            ...files
        }).map(([path, text]) => [`force-app/main/${path}`, text])
    );
    return checkFeatureDependencies(tree).map(({ line, message }) => `${line ?? '-'} ${message}`);
}

describe('checkFeatureDependencies', () => {
    it('accepts features that use mapping and shared', () => {
        expect(messages({})).toEqual([]);
    });

    it('refuses that outbound and inbound meet, by class and by trigger', () => {
        const message = '1 outbound must not use UserSyncMerge of inbound; it may use mapping, shared.';
        expect(messages({ 'outbound/classes/UserSyncSend.cls': 'class UserSyncSend { UserSyncMerge m, n; }' })).toEqual(
            [message]
        );
        expect(
            messages({ 'outbound/triggers/T.trigger': 'trigger T on User(after insert) { UserSyncMerge.go(); }' })
        ).toEqual([message]);
    });

    it('refuses that shared looks up', () => {
        expect(messages({ 'shared/classes/UserSyncIds.cls': 'class UserSyncIds {\n UserSyncGroups g; }' })).toEqual([
            '2 shared must not use UserSyncGroups of mapping; it may use nothing.'
        ]);
    });

    it('ignores comments, strings and tests', () => {
        expect(
            messages({
                'outbound/classes/UserSyncSend.cls':
                    "class UserSyncSend { /* UserSyncMerge */ String s = 'UserSyncMerge'; }",
                'outbound/classes/UserSyncSendTest.cls': '@IsTest class UserSyncSendTest { UserSyncMerge m; }'
            })
        ).toEqual([]);
    });

    it('refuses a folder that is not a feature', () => {
        expect(messages({ 'extras/classes/UserSyncX.cls': 'class UserSyncX {}' })).toEqual([
            '- "extras" is not a feature folder: shared, mapping, outbound, inbound, reconcile, status, app.'
        ]);
    });
});
