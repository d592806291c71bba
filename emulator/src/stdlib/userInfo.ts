/**
 * The running user, and what custom permissions it has.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_userinfo.htm
 */
import type { RunningUser } from '../runtime/host.ts';
import { LibraryValue } from './libraryValue.ts';
import { defineType } from './systemType.ts';
import type { StaticBody } from './systemType.ts';

function read(property: keyof RunningUser): StaticBody {
    return (runtime) => runtime.host.user[property];
}

export const userInfo = defineType({
    name: 'System.UserInfo',
    statics: {
        'String getFirstName()': read('firstName'),
        'String getLanguage()': read('language'),
        'String getLastName()': read('lastName'),
        'String getLocale()': read('locale'),
        'String getName()': read('name'),
        'String getOrganizationId()': (runtime) => runtime.host.orgId,
        'String getProfileId()': read('profileId'),
        'TimeZone getTimeZone()': (runtime) => new LibraryValue('System.TimeZone', runtime.host.user.timeZone),
        'String getUserEmail()': read('email'),
        'String getUserId()': read('id'),
        'String getUserName()': read('username'),
        'String getUserRoleId()': read('roleId'),
        'String getUserType()': read('userType')
    }
});

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_FeatureManagement.htm */
export const featureManagement = defineType({
    name: 'System.FeatureManagement',
    statics: {
        'Boolean checkPermission(String name)': (runtime, name: string) => runtime.host.hasCustomPermission(name)
    }
});
