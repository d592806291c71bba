/** A user's record: to read, to change, or new. */
import type { OrgServices } from '../../orgServices.ts';
import { pageFrame, type PageUser } from './frame.ts';
import { flag, html, type Content, type Markup } from './html.ts';
import type { UserFieldKind } from './userFields.ts';

export interface FormChoice {
    readonly value: string;
    readonly label: string;
}

export interface FormField {
    readonly name: string;
    readonly label: string;
    readonly kind: UserFieldKind;
    /** `true` and `false` for a checkbox. */
    readonly value: string;
    /** What reading shows: the name behind an id. */
    readonly shown: string;
    readonly choices: readonly FormChoice[];
    readonly isEditable: boolean;
    readonly error: string | undefined;
}

export interface UserForm {
    readonly title: string;
    /** Where the form is posted; undefined to read only. */
    readonly action: string | undefined;
    readonly editUrl: string | undefined;
    readonly fields: readonly FormField[];
    /** Errors that belong to no shown field. */
    readonly errors: readonly string[];
    readonly isSaved: boolean;
}

export function userFormPage(org: OrgServices, user: PageUser, form: UserForm): Markup {
    const { title, action, editUrl, fields, errors, isSaved } = form;
    const main = html`<section class="page-card">
        <h1 class="slds-text-heading_medium">${title}</h1>
        ${isSaved ? html`<p role="status">Saved.</p>` : undefined}
        ${errors.map((message) => html`<p role="alert" class="slds-text-color_error">${message}</p>`)}
        ${
            action === undefined
                ? html`<dl class="page-fields">${fields.map(shownField)}</dl>
                      ${editUrl === undefined ? undefined : html`<a class="slds-button slds-button_brand" href="${editUrl}">Edit</a>`}
                      <a class="slds-button slds-button_neutral" href="/lightning/o/User/list">All users</a>`
                : html`<form method="post" action="${action}">
                      <div class="page-fields">${fields.map(input)}</div>
                      <button class="slds-button slds-button_brand" type="submit">Save</button>
                      <a class="slds-button slds-button_neutral" href="${editUrl ?? '/lightning/o/User/list'}"
                          >Cancel</a
                      >
                  </form>`
        }
    </section>`;
    return pageFrame(org, user, { title, main });
}

function shownField({ label, shown }: FormField): Markup {
    return html`<div>
        <dt class="slds-text-color_weak">${label}</dt>
        <dd>${shown}</dd>
    </div>`;
}

function input(field: FormField): Markup {
    const { name, label, kind, error } = field;
    const message =
        error === undefined ? undefined : html`<p id="${name}-error" class="slds-text-color_error">${error}</p>`;
    return kind === 'checkbox'
        ? html`<div>
              <label
                  ><input
                      type="checkbox"
                      ${attributes(field)}
                      value="true"
                      ${flag('checked', field.value === 'true')}
                  />
                  ${label}</label
              >${message}
          </div>`
        : html`<div>
              <label for="${name}">${label}</label>${kind === 'choice' ? choice(field) : text(field)}${message}
          </div>`;
}

function text(field: FormField): Markup {
    return html`<input class="slds-input" type="text" ${attributes(field)} value="${field.value}" />`;
}

function choice(field: FormField): Markup {
    const options = field.choices.map(
        ({ value, label }) =>
            html`<option value="${value}" ${flag('selected', value === field.value)}>${label}</option>`
    );
    return html`<select class="slds-select" ${attributes(field)}>
        ${options}
    </select>`;
}

function attributes({ name, isEditable, error }: FormField): Content {
    const described = error === undefined ? undefined : html` aria-invalid="true" aria-describedby="${name}-error"`;
    return html` id="${name}" name="${name}"${flag('disabled', !isEditable)}${described}`;
}
