/**
 * Standard User fields that a mapping may name: those of the Object Reference that can be created or updated and hold a
 * value of the person, not of the org. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm
 */
export const standardUserFields: ReadonlySet<string> = new Set(
    `AboutMe Alias CallCenterId City CommunityNickname CompanyName Country CountryCode CurrentStatus DefaultCurrencyIsoCode
    DefaultGroupNotificationFrequency DelegatedApproverId Department DigestFrequency Division Email EmailEncodingKey
    EmployeeNumber Extension Fax FederationIdentifier FirstName ForecastEnabled GeocodeAccuracy IsActive LanguageLocaleKey
    LastName Latitude LocaleSidKey Longitude ManagerId MiddleName MobilePhone Phone PostalCode ProfileId
    ReceivesAdminInfoEmails ReceivesInfoEmails SenderEmail SenderName Signature State StateCode StayInTouchNote
    StayInTouchSignature StayInTouchSubject Street Suffix TimeZoneSidKey Title Username UserRoleId`.split(/\s+/)
);
