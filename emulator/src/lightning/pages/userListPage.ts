/** The list of users. */
import type { OrgServices } from '../../orgServices.ts';
import { pageFrame, type PageUser } from './frame.ts';
import { html, type Markup } from './html.ts';

export interface UserRow {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly title: string;
    readonly department: string;
    readonly profile: string;
    readonly isActive: boolean;
}

export interface UserList {
    readonly rows: readonly UserRow[];
    readonly search: string;
    readonly isMore: boolean;
    readonly mayCreate: boolean;
}

export function userListPage(org: OrgServices, user: PageUser, { rows, search, isMore, mayCreate }: UserList): Markup {
    const main = html`<section class="slds-card slds-p-around_medium">
        <h1 class="slds-text-heading_medium">Users</h1>
        <form method="get" action="/lightning/o/User/list" class="slds-m-vertical_small">
            <label>Search <input class="slds-input" type="search" name="search" value="${search}" /></label>
        </form>
        ${mayCreate ? html`<a class="slds-button slds-button_neutral" href="/lightning/o/User/new">New User</a>` : undefined}
        <div class="page-scroll" tabindex="0" role="region" aria-label="Users">
            <table class="slds-table slds-table_cell-buffer slds-table_bordered slds-m-top_small">
                <thead>
                    <tr>
                        ${['Name', 'Username', 'Title', 'Department', 'Profile', 'Active'].map(
                            (heading) => html`<th scope="col">${heading}</th>`
                        )}
                    </tr>
                </thead>
                <tbody>
                    ${rows.map(
                        (row) =>
                            html`<tr>
                                <th scope="row"><a href="/lightning/r/User/${row.id}/view">${row.name}</a></th>
                                <td>${row.username}</td>
                                <td>${row.title}</td>
                                <td>${row.department}</td>
                                <td>${row.profile}</td>
                                <td>${row.isActive ? 'Yes' : 'No'}</td>
                            </tr>`
                    )}
                </tbody>
            </table>
        </div>
        ${rows.length === 0 ? html`<p class="slds-m-top_small">No user has such a name.</p>` : undefined}
        ${isMore ? html`<p class="slds-m-top_small">There are more: search for a name or a username.</p>` : undefined}
    </section>`;
    return pageFrame(org, user, { title: 'Users', main });
}
