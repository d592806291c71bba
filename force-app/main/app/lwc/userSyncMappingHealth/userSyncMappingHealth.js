import { LightningElement } from 'lwc';
import hasView from '@salesforce/customPermission/UserSyncView';
import load from '@salesforce/apex/UserSyncMappingHealthController.load';
import { reduceError } from 'c/userSyncErrors';
import { format, formatNumber } from 'c/userSyncFormat';
import { cureByKind, label, sentenceByKind } from './labels';

function comparisonOf({ isCompared, digest, partnerDigest, waitingCount }) {
    const waiting = waitingCount > 0 ? format(label.waiting, formatNumber(waitingCount)) : '';
    if (!isCompared) {
        return waiting || label.same;
    }
    const there = partnerDigest ? format(label.different, partnerDigest) : label.unusedThere;
    return [digest === partnerDigest ? label.alike : there, waiting].filter(Boolean).join('; ');
}

const lengthText = (length) => (length > 0 ? formatNumber(length) : '');

/** The mapping of this org and, as far as it is known, of its partner, read when the page is opened and when it is asked to. */
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
            message: finding.difference
                ? format(sentenceByKind[finding.difference], ...finding.values)
                : finding.message,
            cure: cureByKind[finding.difference] ?? finding.cure,
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
        return this.health.groups.map(({ key, digest, fields, ...group }) => ({
            key,
            digest,
            comparison: comparisonOf({ digest, ...group }),
            rows: fields.map((field, index) => ({
                ...field,
                isFirst: index === 0,
                fieldsCount: fields.length,
                shownLength: lengthText(field.length),
                shownPartnerLength: lengthText(field.partnerLength)
            }))
        }));
    }
}
