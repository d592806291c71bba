import { quietSf } from '../localOrgs/sfCommand.ts';

/** For an sf that a test starts: nothing of the person's own, and output that is not drawn again and again while it waits. */
export function sfEnvironment(home: string): NodeJS.ProcessEnv {
    return { ...process.env, ...quietSf, HOME: home, USERPROFILE: home, SF_DISABLE_LOG_FILE: 'true', CI: 'true' };
}
