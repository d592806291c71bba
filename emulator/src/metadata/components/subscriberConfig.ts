/**
 * How an event trigger runs: as whom, and how many events at a time.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_platformeventsubscriberconfig.htm
 */
import { ComponentError, componentOf, numberOf, readMetadataXml, refuseUnknown, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';

const known = new Set(['platformEventConsumer', 'batchSize', 'user', 'masterLabel', 'isProtected', 'description']);

export function parseSubscriberConfig(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, known);
    const batchSize = numberOf(root, 'batchSize');
    if (batchSize !== undefined && (batchSize < 1 || batchSize > 2000)) {
        throw new ComponentError('The batch size must be between 1 and 2000');
    }
    return [
        componentOf(source, {
            kind: 'PlatformEventSubscriberConfig',
            name: source.fullName,
            triggerName: required(root, 'platformEventConsumer'),
            batchSize,
            username: root.textOf('user')
        })
    ];
}
