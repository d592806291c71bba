/** A gRPC client of the Pub/Sub API. */
import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const definition = loadSync(join(import.meta.dirname, '../../proto/pubsub_api.proto'), {
    defaults: true,
    enums: String
});

/* eslint-disable @typescript-eslint/no-explicit-any */
export class PubSubClient {
    private readonly stub: any;
    metadata = new grpc.Metadata();

    constructor(endpoint: string, login: Record<string, string>) {
        const Stub = grpc.makeClientConstructor(definition['eventbus.v1.PubSub'] as grpc.ServiceDefinition, 'PubSub');
        this.stub = new Stub(endpoint, grpc.credentials.createInsecure());
        for (const [name, value] of Object.entries(login)) this.metadata.set(name, value);
    }

    call(method: 'GetTopic' | 'GetSchema' | 'Publish', request: object): Promise<any> {
        return new Promise((resolve, reject) => {
            this.stub[method](request, this.metadata, (error: grpc.ServiceError | null, answer: unknown) =>
                error ? reject(error) : resolve(answer)
            );
        });
    }

    subscribe(): Subscriber {
        return new Subscriber(this.stub.Subscribe(this.metadata));
    }

    close(): void {
        this.stub.close();
    }
}

export class Subscriber {
    private readonly stream: any;
    readonly responses: any[] = [];
    error: any;
    private waiting: (() => void)[] = [];

    constructor(stream: any) {
        this.stream = stream;
        stream.on('data', (response: unknown) => {
            this.responses.push(response);
            this.wake();
        });
        stream.on('error', (error: unknown) => {
            this.error = error;
            this.wake();
        });
    }

    private wake(): void {
        for (const check of this.waiting) check();
    }

    fetch(request: object): this {
        this.stream.write({ topicName: '/event/Shipped__e', ...request });
        return this;
    }

    get events(): any[] {
        return this.responses.flatMap((response) => response.events);
    }

    async until(condition: () => boolean): Promise<void> {
        if (condition()) return;
        await new Promise<void>((resolve) => this.waiting.push(() => condition() && resolve()));
    }

    async failure(): Promise<{ code: number; errorCode: unknown; details: string }> {
        await this.until(() => this.error !== undefined);
        return {
            code: this.error.code,
            errorCode: this.error.metadata.get('error-code')[0],
            details: this.error.details
        };
    }

    cancel(): void {
        this.stream.cancel();
    }
}
