import { LightningElement, api, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { refreshApex } from '@salesforce/apex';
import listOf from '@salesforce/apex/Parcels.listOf';
import ship from '@salesforce/apex/Parcels.ship';
import locale from '@salesforce/i18n/locale';
import allLabel from '@salesforce/label/c.DepotAll';
import emptyLabel from '@salesforce/label/c.DepotEmpty';
import refusedLabel from '@salesforce/label/c.DepotRefused';
import shippedLabel from '@salesforce/label/c.DepotShipped';
import titleLabel from '@salesforce/label/c.DepotTitle';
import WEIGHT_FIELD from '@salesforce/schema/Parcel__c.Weight__c';
import userId from '@salesforce/user/Id';
import { reasonOf } from 'c/reasons';

const columns = [
    { label: 'Receiver', fieldName: 'receiver' },
    { label: WEIGHT_FIELD.fieldApiName, fieldName: 'weight', type: 'number' }
];

export default class ParcelBoard extends NavigationMixin(LightningElement) {
    @api depot = 'none';
    @api doors = 0;
    @api isOpen;
    labels = { allLabel, emptyLabel, titleLabel };
    columns = columns;
    isShipped = false;
    wired;
    rows = [];
    error;

    @wire(CurrentPageReference)
    takeReference(reference) {
        this.isShipped = reference.state.c__shipped === 'true';
    }

    @wire(listOf, { isShipped: '$isShipped' })
    takeRows(result) {
        this.wired = result;
        this.rows = result.data ?? [];
        this.error = result.error && reasonOf(result.error);
    }

    get facts() {
        return `${this.depot} ${this.doors + 1} ${this.isOpen === false ? 'closed' : 'open'} ${locale} ${userId}`;
    }

    get isEmpty() {
        return this.rows.length === 0 && !this.error;
    }

    async handleShip(event) {
        const { receiver } = this.rows.find(({ id }) => id === event.detail);
        try {
            await ship({ parcelId: event.detail });
            this.toast('success', shippedLabel, [receiver]);
            await refreshApex(this.wired);
        } catch (error) {
            this.toast('error', reasonOf(error), []);
        }
    }

    toast(variant, message, messageData) {
        const title = variant === 'error' ? refusedLabel : titleLabel;
        this.dispatchEvent(new ShowToastEvent({ title, message, messageData, variant, mode: 'sticky' }));
    }

    handleAll() {
        this[NavigationMixin.Navigate]({
            type: 'standard__navItemPage',
            attributes: { apiName: 'Parcels' },
            state: { c__shipped: 'true' }
        });
    }
}
