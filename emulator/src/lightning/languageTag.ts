/** `en_US` -> `en-US`, as browsers and `@salesforce/i18n` write languages and locales. */
export function languageTag(code: string): string {
    return code.replaceAll('_', '-');
}
