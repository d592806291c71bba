/**
 * A username exists once in all Salesforce orgs, also when its user is inactive. Local orgs of one process share a registry.
 * https://help.salesforce.com/s/articleView?id=sf.basics_intro_usernames_passwords.htm
 */
export class UsernameRegistry {
    private readonly owners = new Map<string, string>();

    /** Id of the user who has it, in whichever org. */
    ownerOf(username: string): string | undefined {
        return this.owners.get(username.toLowerCase());
    }

    claim(username: string, userId: string): void {
        this.owners.set(username.toLowerCase(), userId);
    }

    /** Does nothing if somebody else has it by now. */
    release(username: string, userId: string): void {
        if (this.ownerOf(username) === userId) this.owners.delete(username.toLowerCase());
    }
}
