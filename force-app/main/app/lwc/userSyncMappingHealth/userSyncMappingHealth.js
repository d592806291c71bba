import { LightningElement } from 'lwc';
import hasView from '@salesforce/customPermission/UserSyncView';
import load from '@salesforce/apex/UserSyncMappingHealthController.load';
import { reduceError } from 'c/userSyncErrors';
import { format, formatNumber } from 'c/userSyncFormat';
import { label } from './labels';

/** The mapping of this org, read when the page is opened and when it is asked to. */
export default class UserSyncMappingHealth extends LightningElement {
    label = label;
    health;
    error;
    isLoading = true;

    connectedCallback() {
        if (hasView) {
            this.read();
        } else {
            this.isLoading = false;
        }
    }

    async read() {
        try {
            this.health = await load();
            this.error = undefined;
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.isLoading = false;
        }
    }

    handleRefresh() {
        this.read();
    }

    get readAt() {
        return this.health?.readAt;
    }

    get hasFindings() {
        return this.health.findings.length > 0;
    }

    get findings() {
        return this.health.findings.map((finding, index) => ({
            ...finding,
            key: `${finding.code}${index}`,
            users: finding.usersCount ? formatNumber(finding.usersCount) : label.everybody
        }));
    }

    get hasProfiles() {
        return this.health.unmappedProfiles.length > 0;
    }

    get profiles() {
        return this.health.unmappedProfiles.map((profile) => ({ ...profile, users: formatNumber(profile.usersCount) }));
    }

    get hasGroups() {
        return this.health.groups.length > 0;
    }

    get groups() {
        return this.health.groups.map(({ key, digest, waitingCount, fields }) => ({
            key,
            digest,
            comparison: waitingCount > 0 ? format(label.waiting, formatNumber(waitingCount)) : label.same,
            rows: fields.map((field, index) => ({
                ...field,
                isFirst: index === 0,
                fieldsCount: fields.length,
                shownLength: field.length > 0 ? formatNumber(field.length) : ''
            }))
        }));
    }
}
