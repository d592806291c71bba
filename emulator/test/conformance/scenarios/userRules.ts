/** Rules of the User object. */
import { newUser, type Scenario } from '../scenario.ts';

const userDocs =
    'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm';

/** Saves `u` and shows status code and fields of what goes wrong. */
const saveAndShow = `for (Database.Error e : Database.insert(u, false).getErrors()) System.debug(e.getStatusCode() + ' ' + e.getFields());`;

export const userRules: readonly Scenario[] = [
    {
        id: 'user-required-fields',
        title: 'a user without a last name is refused',
        rule: 'requiredFields',
        source: userDocs,
        run: (org) => org.anonymous(`${newUser(org.unique('required'))} u.LastName = null; ${saveAndShow}`),
        expected: ['REQUIRED_FIELD_MISSING (LastName)']
    },
    {
        id: 'user-username-across-orgs',
        title: 'a username exists once in all orgs',
        rule: 'usernameAcrossOrgs',
        needs: ['secondOrg'],
        source: userDocs,
        run: async (org, { second }) => {
            const name = org.unique('twice');
            await second.anonymous(`${newUser(name)} insert u;`);
            return org.anonymous(
                `${newUser(name)} for (Database.Error e : Database.insert(u, false).getErrors()) System.debug(e.getStatusCode());`
            );
        },
        expected: ['DUPLICATE_USERNAME']
    },
    {
        id: 'user-licences',
        title: 'a user is refused when the licence of the profile is used up, and taken when one is free again',
        rule: 'licences',
        source: userDocs,
        run: (org) =>
            org.anonymous(`
                UserLicense licence = [SELECT TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'];
                List<User> users = new List<User>();
                ${newUser(org.unique('licence'))}
                for (Integer i = 0; i <= licence.TotalLicenses - licence.UsedLicenses; i++) {
                    User one = u.clone(false);
                    one.Username = i + '.' + u.Username;
                    users.add(one);
                }
                List<Database.SaveResult> results = Database.insert(users, false);
                System.debug(results.get(results.size() - 2).isSuccess());
                System.debug(results.get(results.size() - 1).getErrors().get(0).getStatusCode());
                update new User(Id = results.get(0).getId(), IsActive = false);
                System.debug(Database.insert(users.get(users.size() - 1).clone(false), false).isSuccess());`),
        expected: ['true', 'LICENSE_LIMIT_EXCEEDED', 'true']
    },
    {
        id: 'user-nickname-unique',
        title: 'a nickname exists once in an org',
        rule: 'uniqueNickname',
        source: userDocs,
        run: (org) =>
            org.anonymous(`
                ${newUser(org.unique('nick1'), ", CommunityNickname = 'samenick'")} insert u;
                User first = u;
                u = first.clone(false); u.Username = '2' + first.Username;
                for (Database.Error e : Database.insert(u, false).getErrors()) System.debug(e.getStatusCode());`),
        expected: ['DUPLICATE_COMM_NICKNAME']
    },
    {
        id: 'user-restricted-picklist',
        title: 'a time zone the platform does not know is refused',
        rule: 'restrictedPicklists',
        source: userDocs,
        run: (org) => org.anonymous(`${newUser(org.unique('zone'))} u.TimeZoneSidKey = 'Mars/Olympus'; ${saveAndShow}`),
        expected: ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST (TimeZoneSidKey)']
    },
    {
        id: 'user-no-delete',
        title: 'a user cannot be deleted',
        rule: 'userDelete',
        source: userDocs,
        run: (org) =>
            org.anonymous(`${newUser(org.unique('delete'))} insert u;
                try { delete u; System.debug('deleted'); } catch (Exception e) { System.debug(e.getTypeName()); }`),
        expected: ['System.DmlException']
    },
    {
        id: 'user-pending-email',
        title: "an active user's address stays until the owner confirms the new one",
        rule: 'pendingEmail',
        source: 'https://help.salesforce.com/s/articleView?id=000385107',
        run: (org) =>
            org.anonymous(`${newUser(org.unique('pending'))} insert u;
                update new User(Id = u.Id, Email = 'new@scenario.example');
                System.debug([SELECT Email FROM User WHERE Id = :u.Id].Email);`),
        expected: ['scenario@scenario.example']
    },
    {
        id: 'user-for-update',
        title: 'rows of User cannot be locked',
        rule: 'lockUser',
        source: userDocs,
        run: (org) =>
            org.anonymous(
                `try { Database.query('SELECT Id FROM User LIMIT 1 FOR UPDATE'); System.debug('locked'); } catch (QueryException e) { System.debug('refused'); }`
            ),
        expected: ['refused']
    },
    {
        id: 'profile-names-translated',
        title: 'names of standard profiles are in the language of who reads them',
        rule: 'translatedProfileNames',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_profile.htm',
        run: async (org) => {
            await org.anonymous(`update new User(Id = UserInfo.getUserId(), LanguageLocaleKey = 'de');`);
            const names = await org.anonymous(
                `System.debug([SELECT Profile.Name FROM User WHERE Id = :UserInfo.getUserId()].Profile.Name);`
            );
            await org.anonymous(`update new User(Id = UserInfo.getUserId(), LanguageLocaleKey = 'en_US');`);
            return names;
        },
        expected: ['Systemadministrator']
    }
];
