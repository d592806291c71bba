/** Everything that emitted code calls as `O.x`: functions of values alone, which know no transaction. */
import { ApexException, ApexObject } from '../values/apexObject.ts';
import { numberOperators } from './numberOperators.ts';
import { recordOperators } from './recordOperators.ts';
import { valueOperators } from './valueOperators.ts';

export const operators = { ApexObject, ApexException, ...numberOperators, ...recordOperators, ...valueOperators };
