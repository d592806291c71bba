/** The list of scenarios. */
import type { Scenario } from '../scenario.ts';
import { asyncRules } from './asyncRules.ts';
import { eventRules } from './eventRules.ts';
import { objectRules } from './objectRules.ts';
import { saveRules } from './saveRules.ts';
import { triggerRules } from './triggerRules.ts';
import { userRules } from './userRules.ts';

export const scenarios: readonly Scenario[] = [
    ...userRules,
    ...saveRules,
    ...triggerRules,
    ...objectRules,
    ...eventRules,
    ...asyncRules
];
