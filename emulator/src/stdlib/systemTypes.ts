/** Every type of the system library. */
import { accessLevel } from './accessLevel.ts';
import { assert } from './assert.ts';
import { asyncTypes } from './async.ts';
import { blob } from './blob.ts';
import { boolean } from './boolean.ts';
import { crypto } from './crypto.ts';
import { database, savepoint } from './database.ts';
import { databaseResults } from './databaseResults.ts';
import { date } from './date.ts';
import { datetime } from './datetime.ts';
import { decimal, double } from './decimal.ts';
import { encodingUtil } from './encoding.ts';
import { enums } from './enums.ts';
import { eventBus } from './eventBus.ts';
import { exceptions } from './exception.ts';
import { id } from './id.ts';
import { integer } from './integer.ts';
import { iterable, iterator, listIterator } from './iterator.ts';
import { json } from './json.ts';
import { limits } from './limits.ts';
import { list } from './list.ts';
import { long } from './long.ts';
import { map } from './map.ts';
import { math } from './math.ts';
import { callable, comparable, comparator, object } from './object.ts';
import { messaging } from './messaging.ts';
import { label } from './label.ts';
import { orgLimits } from './orgLimits.ts';
import { matcher, pattern } from './pattern.ts';
import { restContext, restRequest, restResponse } from './restContext.ts';
import {
    childRelationship,
    describeSObjectResult,
    picklistEntry,
    schema,
    sobjectField,
    sobjectType,
    sobjectTypeFields
} from './schema.ts';
import { describeFieldResult } from './schemaField.ts';
import { set } from './set.ts';
import { sobject } from './sobject.ts';
import { string } from './string.ts';
import { system } from './system.ts';
import type { SystemTypeDefinition } from './systemType.ts';
import { test, testBroker } from './test.ts';
import { time } from './time.ts';
import { timeZone } from './timeZone.ts';
import { type } from './type.ts';
import { featureManagement, userInfo } from './userInfo.ts';
import { uuid } from './uuid.ts';

export const systemTypes: readonly SystemTypeDefinition[] = [
    ...[object, string, id, boolean, integer, long, decimal, double, date, datetime, time, blob],
    ...[list, set, map, iterable, iterator, listIterator, comparable, comparator, callable],
    ...exceptions,
    ...enums,
    ...[system, assert, math, json, type, pattern, matcher, crypto, encodingUtil, uuid, limits, timeZone],
    ...[userInfo, featureManagement, test, testBroker, restContext, restRequest, restResponse],
    ...[sobject, schema, sobjectType, sobjectField, sobjectTypeFields, describeSObjectResult, describeFieldResult],
    ...[picklistEntry, childRelationship, accessLevel, savepoint, database],
    ...databaseResults,
    ...asyncTypes,
    ...messaging,
    label,
    ...orgLimits,
    ...eventBus
];
