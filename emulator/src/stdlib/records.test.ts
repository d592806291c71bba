import { testApex } from '../../test/fakes/apexTable.ts';

describe('SObject', () => {
    const account = "Account a = new Account(Name = 'x', Amount__c = 1.5); ";
    testApex([
        [`${account}a.addError('no'); return a.getErrors().get(0).getMessage();`, "'no'"],
        [`${account}a.addError('no', false); return a.hasErrors();`, 'true'],
        [
            `${account}a.addError(new DmlException('no')); return a.getErrors().get(0).getStatusCode();`,
            'FIELD_CUSTOM_VALIDATION_EXCEPTION'
        ],
        [`${account}a.addError('name', 'no'); return a.getErrors().get(0).getFields();`, "['Name']"],
        [`${account}a.addError(Account.Name, 'no'); return a.getErrors().get(0).getFields();`, "['Name']"],
        [`${account}a.clear(); return a.isSet('Name');`, 'false'],
        [`${account}Account b = a.clone(); b.Name = 'y'; return a.Name;`, "'x'"],
        [
            `${account}a.Id = '001000000000001AAA'; return a.clone(true).Id + ',' + a.clone(false, true).Id;`,
            "'001000000000001AAA,null'"
        ],
        [`${account}return a.clone(false, true, true).Name + a.clone(false, true, true, true).Name;`, "'xx'"],
        [`${account}return a.get('name');`, "'x'"],
        [`${account}return a.get(Account.Name);`, "'x'"],
        [`${account}return a.get('Nope');`, 'System.SObjectException: Invalid field Nope for Account'],
        [`${account}return a.getPopulatedFieldsAsMap();`, "{'Name'='x', 'Amount__c'=1.5}"],
        [
            "Contact c = new Contact(); c.putSObject('Account', new Account()); return c.getPopulatedFieldsAsMap().keySet();",
            "{'Account'}"
        ],
        [
            "Contact c = new Contact(); c.putSObject('Account', new Account(Name = 'x')); return c.getSObject('Account').get('Name');",
            "'x'"
        ],
        ["new Contact().getSObject('Nope')", 'System.SObjectException: Invalid relationship Nope for Contact'],
        [`${account}return a.getSObjectType();`, 'Account'],
        [`${account}return a.getSObjects('Contacts');`, 'null'],
        [
            `${account}return a.getSObjects('Nope');`,
            'System.SObjectException: Invalid aggregate relationship Nope for Account'
        ],
        [`${account}return a.isSet('Size__c') + ',' + a.isSet(Account.Name);`, "'false,true'"],
        [`${account}return a.put('Name', 'y') + a.Name;`, "'xy'"],
        [`${account}a.put(Account.Amount__c, 3); return a.Amount__c;`, '3'],
        [`${account}a.put('Name', null); return a.Name;`, 'null'],
        [`${account}return a.put('Name', 1);`, 'System.SObjectException: Illegal assignment from Integer to String'],
        [`${account}return a.put('Id', 'x');`, 'System.StringException: Invalid id: x'],
        [`${account}a.put('Id', '001000000000001'); return a.Id;`, "'001000000000001AAA'"],
        ["Contact c = new Contact(); c.putSObject('Account', new Account(Name = 'x')); return c.Account.Name;", "'x'"],
        [`${account}a.setOptions(new Database.DMLOptions()); return a.Name;`, "'x'"]
    ]);
});

describe('Schema', () => {
    const name = 'Schema.DescribeFieldResult f = Account.Name.getDescribe(); return f.';
    testApex([
        ["Schema.getGlobalDescribe().get('ACCOUNT')", 'Account'],
        ["Schema.getGlobalDescribe().containsKey('contact')", 'true'],
        ['Schema.getGlobalDescribe().keySet()', "{'account', 'contact', 'user'}"],
        ["Schema.describeSObjects(new List<String>{ 'account' }).get(0).getName()", "'Account'"],
        [
            "Schema.describeSObjects(new List<String>{ 'nope' })",
            'System.InvalidParameterValueException: Invalid sobject type: nope'
        ],
        ['Account.SObjectType.getDescribe().getLabel()', "'Account'"],
        ['Account.SObjectType.newSObject().getSObjectType() == Account.SObjectType', 'true'],
        ["Account.SObjectType.newSObject('001000000000001AAA').Id", "'001000000000001AAA'"],
        ['Schema.SObjectType.Account.getKeyPrefix()', "'001'"],
        ['Schema.SObjectType.Account.getLabelPlural()', "'Accounts'"],
        ['Schema.SObjectType.Account.getLocalName()', "'Account'"],
        ['Schema.SObjectType.Account.getSObjectType()', 'Account'],
        ['Schema.SObjectType.Account.isAccessible() && Schema.SObjectType.Account.isCreateable()', 'true'],
        ['Schema.SObjectType.Account.isDeletable() && Schema.SObjectType.Account.isUpdateable()', 'true'],
        ['Schema.SObjectType.Account.isCustom() || !Schema.SObjectType.Account.isQueryable()', 'false'],
        ["Schema.SObjectType.Account.fields.getMap().get('NAME')", 'Name'],
        ['Schema.SObjectType.Account.fields.Name.getLength()', '255'],
        ['Schema.SObjectType.Account.getChildRelationships().get(0).getChildSObject()', 'Contact'],
        ['Schema.SObjectType.Account.getChildRelationships().get(0).getField()', 'AccountId'],
        ['Schema.SObjectType.Account.getChildRelationships().get(0).getRelationshipName()', "'Contacts'"],
        ['Schema.SObjectType.Account.getChildRelationships().get(0).isCascadeDelete()', 'false'],
        [`${name}getDefaultValue();`, 'null'],
        [`${name}getDigits();`, '0'],
        [`${name}getInlineHelpText();`, 'null'],
        [`${name}getLabel() + f.getLocalName() + f.getName();`, "'NameNameName'"],
        [`${name}getPrecision() + f.getScale();`, '0'],
        [`${name}getPicklistValues();`, '[]'],
        ['Contact.AccountId.getDescribe().getReferenceTo()', '[Account]'],
        ['Contact.AccountId.getDescribe().getRelationshipName()', "'Account'"],
        [`${name}getSObjectField();`, 'Name'],
        [`${name}getSObjectType();`, 'Account'],
        [`${name}getSoapType();`, 'STRING'],
        [`${name}getType();`, 'STRING'],
        ['Account.Size__c.getDescribe().getType()', 'INTEGER'],
        [`${name}isAccessible() && f.isCreateable() && f.isUpdateable();`, 'true'],
        [`${name}isCalculated() || f.isCaseSensitive() || f.isCustom() || f.isDefaultedOnCreate();`, 'false'],
        [`${name}isExternalId() || f.isIdLookup() || f.isRestrictedPicklist() || f.isUnique();`, 'false'],
        [`${name}isFilterable() && f.isGroupable() && f.isNillable() && f.isSortable();`, 'true']
    ]);
});

describe('a picklist', () => {
    testApex([["String.join(labels(), ',')", "'Red:red:true:false'"]], {
        declarations: `static List<String> labels() {
                List<String> texts = new List<String>();
                for (Schema.PicklistEntry e : Account.Name.getDescribe().getPicklistValues()) {
                    texts.add(e.getLabel() + ':' + e.getValue() + ':' + e.isActive() + ':' + e.isDefaultValue());
                }
                return texts;
            }`,
        prepare: (host) => {
            const entry = { value: 'red', label: 'Red', isActive: true, isDefault: false };
            const account = host.object('Account')!;
            const name = { ...account.fields.get('name')!, picklistValues: [entry] };
            const described = { ...account, fields: new Map([...account.fields, ['name', name]]) };
            host.object = () => described;
        }
    });
});
