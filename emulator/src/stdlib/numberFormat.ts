/** Numbers as the running user's locale writes them: groups of three digits, at most three digits behind the point. */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { BigDecimal } from '../values/apexNumbers.ts';
import { refuse } from './refusal.ts';

export function formatNumber(runtime: ApexRuntime, value: BigDecimal): string {
    const { locale } = runtime.host.user;
    if (locale !== 'en_US') return refuse(runtime, `number formats of the locale ${locale}`);
    const [whole = '', fraction] = value.toDecimalPlaces(3, 6).toFixed().split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
