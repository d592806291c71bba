/** The business objects that ordinary Apex tests use. */
import { standardObject } from '../fieldNotation.ts';

function address(prefix: string): string {
    return `
        ${prefix}Street textarea(255)
        ${prefix}City string(40)
        ${prefix}State string(80) "${prefix} State/Province"
        ${prefix}PostalCode string(20) "${prefix} Zip/Postal Code"
        ${prefix}Country string(80)`;
}

const salutations = 'Mr.|Ms.|Mrs.|Dr.|Prof.|Mx.';
const sources = 'Web|Phone Inquiry|Partner Referral|Purchased List|Other';

export const businessObjects = [
    standardObject({
        name: 'Account',
        keyPrefix: '001',
        sharingModel: 'ReadWrite',
        fields: `
            Name string(255) required "Account Name"
            OwnerId reference defaulted -> User as Owner
            ParentId reference "Parent Account ID" -> Account as Parent/ChildAccounts
            Type picklist(255) "Account Type" : Prospect|Customer - Direct|Customer - Channel|Technology Partner|Other
            Industry picklist(255) : Agriculture|Apparel|Banking|Biotechnology|Chemicals|Communications|Construction|Consulting|Education|Electronics|Energy|Engineering|Entertainment|Environmental|Finance|Food & Beverage|Government|Healthcare|Hospitality|Insurance|Machinery|Manufacturing|Media|Not For Profit|Recreation|Retail|Shipping|Technology|Telecommunications|Transportation|Utilities|Other
            Rating picklist(255) "Account Rating" : Hot|Warm|Cold
            Ownership picklist(255) : Public|Private|Subsidiary|Other
            AccountSource picklist(255) : ${sources}
            AccountNumber string(40)
            AnnualRevenue currency(18,0)
            NumberOfEmployees int(9) "Employees"
            Description textarea(32000) "Account Description"
            Phone phone(40) "Account Phone"
            Fax phone(40) "Account Fax"
            Website url(255)
            Site string(80) "Account Site"
            Sic string(20) "SIC Code"
            TickerSymbol string(20)
            ${address('Billing')}
            ${address('Shipping')}
        `
    }),
    standardObject({
        name: 'Contact',
        keyPrefix: '003',
        sharingModel: 'ReadWrite',
        fields: `
            LastName string(80) required
            FirstName string(40)
            Salutation picklist(40) : ${salutations}
            Name string(121) readonly defaulted "Full Name"
            AccountId reference cascade -> Account as Account/Contacts
            ReportsToId reference -> Contact as ReportsTo
            OwnerId reference defaulted -> User as Owner
            Title string(128)
            Department string(80)
            Email email(80) idLookup
            Phone phone(40) "Business Phone"
            MobilePhone phone(40)
            HomePhone phone(40)
            OtherPhone phone(40)
            Fax phone(40) "Business Fax"
            Birthdate date
            LeadSource picklist(255) : ${sources}
            Description textarea(32000) "Contact Description"
            HasOptedOutOfEmail boolean "Email Opt Out"
            DoNotCall boolean
            ${address('Mailing')}
            ${address('Other')}
        `
    })
];
