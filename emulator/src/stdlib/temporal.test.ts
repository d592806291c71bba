import { testApex } from '../../test/fakes/apexTable.ts';
import type { FakeHost } from '../../test/fakes/apexRig.ts';

const inZone = (timeZone: string, locale = 'en_US') => ({
    prepare: (host: FakeHost) => void Object.assign(host, { user: { ...host.user, timeZone, locale } })
});

describe('Date', () => {
    const january = 'Date.newInstance(2024, 1, 31)';
    testApex(
        [
            ['Date.daysInMonth(2024, 2)', '29'],
            ['Date.isLeapYear(2100)', 'false'],
            [`String.valueOf(${january})`, "'2024-01-31'"],
            ["String.valueOf(Date.parse('1/31/2024'))", "'2024-01-31'"],
            ["Date.parse('31.1.2024')", 'System.TypeException: Invalid date: 31.1.2024'],
            ['String.valueOf(Date.today())', "'2026-09-21'"],
            ["String.valueOf(Date.valueOf('2024-1-31'))", "'2024-01-31'"],
            ["String.valueOf(Date.valueOf('2024-01-31 10:00:00'))", "'2024-01-31'"],
            ["Date.valueOf('2024-02-30')", 'System.TypeException: Invalid date: 2024-02-30'],
            ["Object text = '2024-01-31'; return String.valueOf(Date.valueOf(text));", "'2024-01-31'"],
            [`Object day = ${january}; return String.valueOf(Date.valueOf(day));`, "'2024-01-31'"],
            [`String.valueOf(${january}.addDays(1))`, "'2024-02-01'"],
            [`String.valueOf(${january}.addMonths(1))`, "'2024-02-29'"],
            [`String.valueOf(${january}.addMonths(-2))`, "'2023-11-30'"],
            [`String.valueOf(${january}.addYears(1))`, "'2025-01-31'"],
            [`${january}.day()`, '31'],
            [`${january}.dayOfYear()`, '31'],
            [`${january}.daysBetween(Date.newInstance(2024, 2, 2))`, '2'],
            [`${january}.format()`, "'1/31/2024'"],
            [`${january}.isSameDay(${january})`, 'true'],
            [`${january}.month()`, '1'],
            [`${january}.monthsBetween(Date.newInstance(2025, 2, 1))`, '13'],
            [`String.valueOf(${january}.toStartOfMonth())`, "'2024-01-01'"],
            [`String.valueOf(${january}.toStartOfWeek())`, "'2024-01-28'"],
            [`${january}.year()`, '2024']
        ],
        inZone('UTC')
    );
});

describe('Date in a locale without formats', () => {
    testApex(
        [['Date.today().format()', 'refused: formats of the locale de_DE; en_US and explicit patterns are supported']],
        inZone('UTC', 'de_DE')
    );
});

describe('Datetime', () => {
    const noon = 'Datetime.newInstanceGmt(2024, 3, 5, 12, 4, 9)';
    testApex(
        [
            ['Datetime.now().getTime()', '1790000000000L'],
            ['Datetime.newInstance(1500L).getTime()', '1500L'],
            ['Datetime.newInstance(1500L).millisecond()', '500'],
            ['Datetime.newInstance(1500L).millisecondGmt()', '500'],
            ["Datetime.newInstance(2024, 3, 5).formatGmt('HH')", "'08'"],
            ["Datetime.newInstance(2024, 3, 5, 6, 7, 8).formatGmt('HH:mm:ss')", "'14:07:08'"],
            ["Datetime.newInstance(2024, 3, 10, 2, 30, 0).formatGmt('HH:mm')", "'10:30'"],
            ['Datetime.newInstance(Date.newInstance(2024, 3, 5), Time.newInstance(1, 0, 0, 0)).hourGmt()', '9'],
            ['Datetime.newInstanceGmt(2024, 3, 5).hour()', '16'],
            ['Datetime.newInstanceGmt(Date.newInstance(2024, 3, 5), Time.newInstance(1, 0, 0, 0)).hourGmt()', '1'],
            ["Datetime.valueOf('2024-03-05 04:00:00').hourGmt()", '12'],
            ["Datetime.valueOfGmt('2024-03-05 04:00:00').hourGmt()", '4'],
            ["Datetime.valueOf('5.3.2024')", 'System.TypeException: Invalid date/time: 5.3.2024'],
            ["Object text = '2024-03-05 04:00:00'; return Datetime.valueOf(text).hour();", '4'],
            [`Object moment = ${noon}; return Datetime.valueOf(moment).hourGmt();`, '12'],
            [`${noon}.addDays(1).dayGmt()`, '6'],
            [`${noon}.addHours(13).dayGmt()`, '6'],
            [`${noon}.addMinutes(1).minuteGmt()`, '5'],
            [`${noon}.addSeconds(1).secondGmt()`, '10'],
            [`${noon}.addMonths(-1).monthGmt()`, '2'],
            [`${noon}.addYears(1).yearGmt()`, '2025'],
            [`String.valueOf(${noon}.date())`, "'2024-03-05'"],
            [`String.valueOf(${noon}.addHours(13).dateGmt())`, "'2024-03-06'"],
            [`${noon}.format()`, "'3/5/2024, 4:04 AM'"],
            [`${noon}.format('yyyy-MM-dd\\'T\\'HH:mm:ss.SSSZ')`, "'2024-03-05T04:04:09.000-0800'"],
            [`${noon}.format('EEE, d MMM yy h:mm a z', 'America/New_York')`, "'Tue, 5 Mar 24 7:04 AM EST'"],
            [`${noon}.format('EEEE MMMM zzzz XXX')`, "'Tuesday March Pacific Standard Time -08:00'"],
            [`${noon}.format('D u k K X \\'\\'')`, "'65 2 4 4 -08 ''"],
            [`${noon}.format('X', 'Nowhere')`, "'Z'"],
            [`${noon}.format('w')`, 'refused: the date pattern w: w'],
            [`${noon}.isSameDay(${noon}.addHours(19))`, 'true'],
            [`${noon}.time().hour()`, '4'],
            [`${noon}.timeGmt().hour()`, '12'],
            [`${noon}.year() + ${noon}.month() + ${noon}.day() + ${noon}.minute() + ${noon}.second()`, '2045']
        ],
        inZone('America/Los_Angeles')
    );
});

describe('Time and TimeZone', () => {
    const time = 'Time.newInstance(23, 59, 58, 7)';
    testApex(
        [
            [`${time}.addHours(1).hour()`, '0'],
            [`${time}.addMinutes(-60).hour()`, '22'],
            [`${time}.addSeconds(1).second()`, '59'],
            [`${time}.addMilliseconds(1).millisecond()`, '8'],
            [`${time}.minute()`, '59'],
            ['UserInfo.getTimeZone().getID()', "'Europe/Berlin'"],
            ["TimeZone.getTimeZone('Nowhere').getID()", "'GMT'"],
            ["TimeZone.getTimeZone('Europe/Berlin').getOffset(Datetime.newInstanceGmt(2024, 7, 1))", '7200000'],
            ['String.valueOf(UserInfo.getTimeZone())', "'Europe/Berlin'"]
        ],
        inZone('Europe/Berlin')
    );
});
