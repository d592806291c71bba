/** `lightning/platformShowToastEvent`: the event by which a component asks the page for a toast. */
export const toastEventName = 'lightning__showtoast';

export interface ToastDetail {
    readonly title?: string;
    readonly message?: string;
    /** What `{0}`, `{1}` of the message stand for: texts, or links. */
    readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
    readonly variant?: 'info' | 'success' | 'warning' | 'error';
    /** `sticky` stays until it is closed. */
    readonly mode?: 'dismissible' | 'dismissable' | 'pester' | 'sticky';
}

export class ShowToastEvent extends CustomEvent<ToastDetail> {
    constructor(detail: ToastDetail) {
        super(toastEventName, { composed: true, cancelable: true, bubbles: true, detail });
    }
}
