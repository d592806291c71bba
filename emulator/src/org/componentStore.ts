/** What has been deployed to an org, as listMetadata and retrieve see it, and what of it the org looks up by name. */
import type { ComponentRecord } from '../orgServices.ts';
import type { ParsedComponent } from '../metadata/component.ts';
import type { CertificateWithKey } from '../metadata/selfSignedCertificate.ts';
import type { SubscriberConfiguration } from '../platform/events/apexSubscriptions.ts';

export interface DeployedComponent extends ComponentRecord {
    readonly definition: ParsedComponent['definition'];
}

export class ComponentStore {
    private readonly components = new Map<string, DeployedComponent>();
    readonly certificates = new Map<string, CertificateWithKey>();

    constructor(from?: ComponentStore) {
        if (!from) return;
        for (const [key, component] of from.components) this.components.set(key, component);
        for (const [name, certificate] of from.certificates) this.certificates.set(name, certificate);
    }

    all(): readonly DeployedComponent[] {
        return [...this.components.values()];
    }

    find(componentType: string, fullName: string): DeployedComponent | undefined {
        return this.components.get(keyOf(componentType, fullName));
    }

    put(component: DeployedComponent): void {
        this.components.set(keyOf(component.componentType, component.fullName), component);
    }

    remove(componentType: string, fullName: string): void {
        this.components.delete(keyOf(componentType, fullName));
    }

    customLabel(name: string): string | undefined {
        const definition = this.find('CustomLabel', name)?.definition;
        return definition?.kind === 'CustomLabel' ? definition.value : undefined;
    }

    /** How the trigger on an event subscribes; the platform's defaults if nothing was configured. */
    subscriberConfiguration(triggerNames: readonly string[]): SubscriberConfiguration {
        const wanted = new Set(triggerNames.map((name) => name.toLowerCase()));
        for (const { definition } of this.components.values()) {
            if (
                definition.kind === 'PlatformEventSubscriberConfig' &&
                wanted.has(definition.triggerName.toLowerCase())
            ) {
                return { batchSize: definition.batchSize, username: definition.username };
            }
        }
        return { batchSize: undefined, username: undefined };
    }
}

function keyOf(componentType: string, fullName: string): string {
    return `${componentType}:${fullName}`.toLowerCase();
}
