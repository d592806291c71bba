/** Shows the toasts that components ask for. */
import { toastEventName, type ToastDetail } from './toastEvent.ts';

const shownForMs = 5_000;

export function showToastsIn(container: HTMLElement): void {
    addEventListener(toastEventName, (event) => {
        const toast = toastElement((event as CustomEvent<ToastDetail>).detail);
        container.append(toast);
        const { mode } = (event as CustomEvent<ToastDetail>).detail;
        if (mode !== 'sticky') setTimeout(() => toast.remove(), shownForMs);
    });
}

function toastElement({ title = '', message = '', messageData = [], variant = 'info' }: ToastDetail): HTMLElement {
    const toast = element('div', `slds-notify slds-notify_toast slds-theme_${variant}`);
    toast.setAttribute('role', variant === 'error' || variant === 'warning' ? 'alert' : 'status');
    const content = element('div', 'slds-notify__content');
    const kind = element('span', 'slds-assistive-text');
    kind.textContent = `${variant} `;
    const heading = element('h2', 'slds-text-heading_small');
    heading.textContent = title;
    content.append(heading);
    if (message !== '') {
        const text = element('p', '');
        text.append(...messageNodes(message, messageData));
        content.append(text);
    }
    const close = element('button', 'slds-button slds-button_neutral slds-m-left_small');
    close.setAttribute('type', 'button');
    close.textContent = 'Close';
    close.addEventListener('click', () => toast.remove());
    toast.append(kind, content, close);
    return toast;
}

function messageNodes(message: string, data: NonNullable<ToastDetail['messageData']>): (string | Node)[] {
    return message.split(/(\{\d+\})/).map((part) => {
        const value = /^\{\d+\}$/.test(part) ? data[Number(part.slice(1, -1))] : part;
        if (value === undefined || typeof value === 'string') return value ?? part;
        const link = document.createElement('a');
        link.textContent = value.label;
        const url = new URL(value.url, location.href);
        if (['http:', 'https:'].includes(url.protocol)) link.href = url.href;
        return link;
    });
}

function element(name: string, className: string): HTMLElement {
    const made = document.createElement(name);
    made.className = className;
    return made;
}
