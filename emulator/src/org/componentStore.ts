/** What has been deployed to an org, as listMetadata and retrieve see it, and what of it the org looks up by name. */
import type { ComponentRecord } from '../orgServices.ts';
import type { ParsedComponent } from '../metadata/component.ts';
import type { TranslationsDefinition } from '../metadata/pageDefinitions.ts';
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

    /** In that language, or as the label itself says. */
    customLabel(name: string, language?: string): string | undefined {
        const definition = this.find('CustomLabel', name)?.definition;
        if (definition?.kind !== 'CustomLabel') return undefined;
        return this.translations(language)?.labels.get(name.toLowerCase()) ?? definition.value;
    }

    /** Only what was written in that language; `en` stands for `en_US`. */
    labelIn(name: string, language: string): string | undefined {
        const definition = this.find('CustomLabel', name)?.definition;
        if (definition?.kind !== 'CustomLabel') return undefined;
        const isOwn = definition.language === language || definition.language.startsWith(`${language}_`);
        return this.translations(language)?.labels.get(name.toLowerCase()) ?? (isOwn ? definition.value : undefined);
    }

    translations(language: string | undefined): TranslationsDefinition | undefined {
        const definition = language === undefined ? undefined : this.find('Translations', language)?.definition;
        return definition?.kind === 'Translations' ? definition : undefined;
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
