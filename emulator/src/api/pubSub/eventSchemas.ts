/** Schemas of all topics, by topic and by id. A schema is remembered under its id after its event has changed. */
import type { OrgServices } from '../../orgServices.ts';
import type { ObjectDescription } from '../../runtime/objectDescription.ts';
import { EventSchema } from './eventSchema.ts';
import { failure } from './pubSubError.ts';

export class EventSchemas {
    private readonly org: OrgServices;
    private readonly byObject = new WeakMap<ObjectDescription, EventSchema>();
    private readonly byIdentifier = new Map<string, EventSchema>();

    constructor(org: OrgServices) {
        this.org = org;
    }

    /** @throws PubSubError if there is no such topic */
    topicObject(topicName: string): ObjectDescription {
        const object = this.org.topicObject(topicName);
        if (object) return object;
        throw failure('topic.not.found', topicName);
    }

    /** @throws PubSubError if there is no such topic */
    ofTopic(topicName: string): EventSchema {
        return this.ofObject(this.topicObject(topicName));
    }

    private ofObject(object: ObjectDescription): EventSchema {
        const known = this.byObject.get(object);
        if (known) return known;
        const schema = new EventSchema(object);
        this.byObject.set(object, schema);
        this.byIdentifier.set(schema.id, schema);
        return schema;
    }

    /** @throws PubSubError if there is no such schema */
    byId(id: string): EventSchema {
        if (!this.byIdentifier.has(id)) {
            for (const object of this.org.objects()) if (object.category === 'event') this.ofObject(object);
        }
        const schema = this.byIdentifier.get(id);
        if (schema) return schema;
        throw failure('schema.not.found', id);
    }
}
