/** The enums of the library. There is one object per value, so that `==` and `switch` find it. */
import { EmulatorBug } from '../errors.ts';
import { ApexEnumValue } from '../values/apexObject.ts';
import { statusCodes } from './statusCodes.ts';
import { defineType } from './systemType.ts';
import type { SystemTypeDefinition } from './systemType.ts';

const valuesByEnum: Readonly<Record<string, string>> = {
    'System.LoggingLevel': 'NONE INTERNAL FINEST FINER FINE DEBUG INFO WARN ERROR',
    'System.RoundingMode': 'UP DOWN CEILING FLOOR HALF_UP HALF_DOWN HALF_EVEN UNNECESSARY',
    'System.StatusCode': statusCodes,
    'System.TriggerOperation':
        'BEFORE_INSERT BEFORE_UPDATE BEFORE_DELETE AFTER_INSERT AFTER_UPDATE AFTER_DELETE AFTER_UNDELETE',
    'Schema.DisplayType':
        'ADDRESS ANYTYPE BASE64 BOOLEAN COMBOBOX CURRENCY DATACATEGORYGROUPREFERENCE DATE DATETIME DOUBLE EMAIL ' +
        'ENCRYPTEDSTRING ID INTEGER JSON LOCATION LONG MULTIPICKLIST PERCENT PHONE PICKLIST REFERENCE SOBJECT STRING ' +
        'TEXTAREA TIME URL',
    'Schema.SoapType': 'ADDRESS ANYTYPE BASE64BINARY BOOLEAN DATE DATETIME DOUBLE ID INTEGER LOCATION LONG STRING TIME'
};

export const enums: readonly SystemTypeDefinition[] = Object.entries(valuesByEnum).map(([name, values]) =>
    defineType({ name, kind: 'enum', enumValues: values.trim().split(/\s+/) })
);

const interned = new Map(
    enums.flatMap(({ name, enumValues = [] }) =>
        enumValues.map((value, ordinal) => [`${name}.${value}`, new ApexEnumValue(name, value, ordinal)] as const)
    )
);

/** Both names as declared. */
export function enumValue(typeName: string, name: string): ApexEnumValue {
    const value = interned.get(`${typeName}.${name}`);
    if (!value) throw new EmulatorBug(`${typeName} has no value ${name}`);
    return value;
}
