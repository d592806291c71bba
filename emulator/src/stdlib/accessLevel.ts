/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_AccessLevel.htm */
import { LibraryValue } from './libraryValue.ts';
import { defineType } from './systemType.ts';

export class AccessLevelValue extends LibraryValue<'user' | 'system'> {}

const userMode = new AccessLevelValue('System.AccessLevel', 'user');
const systemMode = new AccessLevelValue('System.AccessLevel', 'system');

export const accessLevel = defineType({
    name: 'System.AccessLevel',
    staticProperties: {
        'AccessLevel SYSTEM_MODE': { get: () => systemMode },
        'AccessLevel USER_MODE': { get: () => userMode }
    }
});
