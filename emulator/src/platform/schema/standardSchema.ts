import { OrgSchema } from './orgSchema.ts';
import { apexObjects } from './standard/apex.ts';
import { businessObjects } from './standard/business.ts';
import { organizationObjects } from './standard/organization.ts';
import { permissionObjects } from './standard/permissions.ts';
import { userObject } from './standard/user.ts';

/** A schema with the standard objects and nothing else. */
export function standardSchema(): OrgSchema {
    return new OrgSchema([
        userObject,
        ...permissionObjects,
        ...organizationObjects,
        ...businessObjects,
        ...apexObjects
    ]);
}
