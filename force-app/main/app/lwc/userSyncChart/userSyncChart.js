import { api, LightningElement } from 'lwc';
import countHeading from '@salesforce/label/c.UserSyncWordCount';
import hourHeading from '@salesforce/label/c.UserSyncWordHour';
import hideTable from '@salesforce/label/c.UserSyncChartHideTable';
import showTable from '@salesforce/label/c.UserSyncChartShowTable';
import { formatMoment, formatNumber } from 'c/userSyncFormat';

const WIDTH = 480;
const HEIGHT = 96;
const GAP = 4;

/** Bars over the hours of a day. Whoever cannot see them opens the table. */
export default class UserSyncChart extends LightningElement {
    /** What the bars count. */
    @api label;
    /** The same in one sentence with the numbers that matter. */
    @api description;
    /** `[{ startAt, count }]`, oldest first. */
    @api hours = [];
    isTableShown = false;
    heading = { count: countHeading, hour: hourHeading };
    viewBox = `0 0 ${WIDTH} ${HEIGHT}`;
    baseline = HEIGHT - 0.5;
    width = WIDTH;

    get bars() {
        const largest = Math.max(1, ...this.hours.map(({ count }) => count));
        const step = WIDTH / Math.max(1, this.hours.length);
        return this.hours.map(({ startAt, count }, index) => {
            const height = (count / largest) * (HEIGHT - GAP);
            return {
                key: startAt,
                x: index * step + GAP / 2,
                y: HEIGHT - height,
                width: step - GAP,
                height,
                hour: formatMoment(startAt, { hour: '2-digit', minute: '2-digit' }),
                count: formatNumber(count)
            };
        });
    }

    get first() {
        return this.bars[0]?.hour;
    }

    get last() {
        return this.bars[this.bars.length - 1]?.hour;
    }

    get tableLabel() {
        return this.isTableShown ? hideTable : showTable;
    }

    handleToggle() {
        this.isTableShown = !this.isTableShown;
    }
}
