import { LightningElement, api } from 'lwc';
import mayShip from '@salesforce/customPermission/ShipParcels';
import shipLabel from '@salesforce/label/c.DepotShip';

export default class ParcelRow extends LightningElement {
    @api parcel;
    shipLabel = shipLabel;

    get hint() {
        return mayShip ? 'may ship' : 'may look';
    }

    handleShip() {
        this.dispatchEvent(new CustomEvent('ship', { detail: this.parcel.id }));
    }
}
