/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_blob.htm */
import { isUtf8 } from 'node:buffer';
import { ApexBlob } from '../values/apexBlob.ts';
import { defineType } from './systemType.ts';

export const blob = defineType({
    name: 'System.Blob',
    statics: { 'Blob valueOf(String text)': (_, text: string) => new ApexBlob(Buffer.from(text, 'utf8')) },
    methods: {
        'Integer size()': (_, self: ApexBlob) => self.bytes.length,
        'String toString()': (runtime, self: ApexBlob) =>
            isUtf8(self.bytes)
                ? self.bytes.toString('utf8')
                : runtime.fail('System.StringException', 'BLOB is not a valid UTF-8 string')
    }
});
