/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_encodingUtil.htm */
import { ApexBlob } from '../values/apexBlob.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { refuse } from './refusal.ts';
import { defineType } from './systemType.ts';

/** Only UTF-8 is at hand. */
function requireUtf8(runtime: ApexRuntime, charset: string): void {
    if (!/^utf-?8$/i.test(charset)) refuse(runtime, `the character set ${charset}`);
}

/** As Java's URLEncoder: a form field, in which a space is `+`. */
function urlEncode(runtime: ApexRuntime, text: string, charset: string): string {
    requireUtf8(runtime, charset);
    return new URLSearchParams([['', text]]).toString().slice(1);
}

function urlDecode(runtime: ApexRuntime, text: string, charset: string): string {
    requireUtf8(runtime, charset);
    return new URLSearchParams(`=${text.replaceAll('&', '%26')}`).get('') ?? '';
}

function base64Decode(runtime: ApexRuntime, text: string): ApexBlob {
    const digits = text.replace(/\s/g, '');
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(digits)) {
        runtime.fail('System.InvalidParameterValueException', 'Unrecognized base64 character in input');
    }
    return new ApexBlob(Buffer.from(digits, 'base64'));
}

function fromHex(runtime: ApexRuntime, text: string): ApexBlob {
    if (!/^([0-9a-fA-F]{2})*$/.test(text)) {
        runtime.fail('System.InvalidParameterValueException', 'Invalid hex string');
    }
    return new ApexBlob(Buffer.from(text, 'hex'));
}

export const encodingUtil = defineType({
    name: 'System.EncodingUtil',
    statics: {
        'Blob base64Decode(String text)': base64Decode,
        'String base64Encode(Blob value)': (_, value: ApexBlob) => value.bytes.toString('base64'),
        'Blob convertFromHex(String text)': fromHex,
        'String convertToHex(Blob value)': (_, value: ApexBlob) => value.bytes.toString('hex'),
        'String urlDecode(String text, String charset)': urlDecode,
        'String urlEncode(String text, String charset)': urlEncode
    }
});
