/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_UUID.htm */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { LibraryValue } from './libraryValue.ts';
import { defineType } from './systemType.ts';

type UuidValue = LibraryValue<string>;

/** Version 4, variant 1. */
function randomUuid(runtime: ApexRuntime): UuidValue {
    const bytes = runtime.host.randomBytes(16);
    bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x40;
    bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
    return new LibraryValue(
        'System.UUID',
        bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    );
}

function fromString(runtime: ApexRuntime, text: string): UuidValue {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
        runtime.fail('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
    }
    return new LibraryValue('System.UUID', text.toLowerCase());
}

export const uuid = defineType({
    name: 'System.UUID',
    statics: { 'UUID fromString(String text)': fromString, 'UUID randomUUID()': randomUuid },
    methods: {
        'Boolean equals(Object other)': (_, self: UuidValue, other: unknown) =>
            other instanceof LibraryValue && other.typeName === self.typeName && other.content === self.content,
        'String toString()': (_, self: UuidValue) => self.content
    }
});
