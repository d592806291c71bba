/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm */
import { checkboxes, standardObject } from '../fieldNotation.ts';
import { emailEncodings, languages, locales, timeZones } from './picklists.ts';

const features = `CallCenterAutoLogin InteractionUser KnowledgeUser LiveAgentUser MarketingUser OfflineUser SFContentUser
    SiteforceContributorUser SiteforcePublisherUser SupportUser WorkDotComUserFeature`;

const preferences = `ActivityRemindersPopup ApexPagesDeveloperMode ContentEmailAsAndWhen ContentNoEmail
    DisableAllFeedsEmail DisableAutoSubForFeeds DisableBookmarkEmail DisableChangeCommentEmail DisableEndorsementEmail
    DisableFileShareNotificationsForApi DisableFollowersEmail DisableLaterCommentEmail DisableLikeEmail
    DisableMentionsPostEmail DisableMessageEmail DisableProfilePostEmail DisableSharePostEmail DisCommentAfterLikeEmail
    DisMentionsCommentEmail DisProfPostCommentEmail EnableAutoSubForFeeds EventRemindersCheckboxDefault
    HideBiggerPhotoCallout HideChatterOnboardingSplash HideCSNDesktopTask HideCSNGetChatterMobileTask HideS1BrowserUI
    HideSecondChatterOnboardingSplash HideSfxWelcomeMat LightningExperiencePreferred NativeEmailClient
    PathAssistantCollapsed ReceiveNoNotificationsAsApprover ReceiveNotificationsAsDelegatedApprover ReminderSoundOff
    ShowCityToExternalUsers ShowCountryToExternalUsers ShowEmailToExternalUsers ShowFaxToExternalUsers
    ShowManagerToExternalUsers ShowMobilePhoneToExternalUsers ShowPostalCodeToExternalUsers ShowStateToExternalUsers
    ShowStreetAddressToExternalUsers ShowTitleToExternalUsers ShowWorkPhoneToExternalUsers SortFeedByComment
    SuppressEventSFXReminders SuppressTaskSFXReminders TaskRemindersCheckboxDefault UserDebugModePref`;

export const userTypes =
    'Standard|PowerPartner|PowerCustomerSuccess|CustomerSuccess|Guest|CspLitePortal|CsnOnly|AutomatedProcess|CloudIntegrationUser';

export const userObject = standardObject({
    name: 'User',
    labelPlural: 'Users',
    keyPrefix: '005',
    isSetupObject: true,
    changes: 'cu',
    sharingModel: 'Read',
    fields: `
        Username string(80) required idLookup
        LastName string(80) required
        FirstName string(40)
        MiddleName string(40)
        Suffix string(40)
        Name string(121) readonly defaulted "Full Name"
        CompanyName string(80)
        Division string(80)
        Department string(80)
        Title string(80)
        Street textarea(255)
        City string(40)
        State string(80) "State/Province"
        PostalCode string(20) "Zip/Postal Code"
        Country string(80)
        Latitude double(18,15)
        Longitude double(18,15)
        Address address readonly
        Email email(128) required idLookup
        EmailPreferencesAutoBcc boolean "AutoBcc" = true
        SenderEmail email(80) "Email Sender Address"
        SenderName string(80) "Email Sender Name"
        Signature textarea(1333) "Email Signature"
        Phone phone(40)
        Fax phone(40)
        MobilePhone phone(40) "Cell"
        Alias string(8) required
        CommunityNickname string(40) defaulted "Nickname"
        BadgeText string(80) readonly "User Photo badge text overlay"
        IsActive boolean "Active" = true
        TimeZoneSidKey picklist(40) required restricted "Time Zone" : ${timeZones.join('|')}
        UserRoleId reference "Role ID" -> UserRole as UserRole/Users
        LocaleSidKey picklist(40) required restricted "Locale" : ${locales.join('|')}
        ReceivesInfoEmails boolean "Info Emails" = true
        ReceivesAdminInfoEmails boolean "Admin Info Emails" = true
        EmailEncodingKey picklist(40) required restricted "Email Encoding" : ${emailEncodings.join('|')}
        ProfileId reference required -> Profile as Profile/Users
        UserType picklist(40) readonly restricted : ${userTypes}
        LanguageLocaleKey picklist(40) required restricted "Language" : ${languages.join('|')}
        StartDay picklist(40) restricted "Start of Day" : ${hours()}
        EndDay picklist(40) restricted "End of Day" : ${hours()}
        EmployeeNumber string(20)
        DelegatedApproverId reference -> User,Group as DelegatedApprover/DelegatedUsers
        ManagerId reference -> User as Manager/ManagedUsers
        LastLoginDate datetime readonly "Last Login"
        LastPasswordChangeDate datetime readonly "Last Password Change or Reset"
        NumberOfFailedLogins int(9) readonly "Failed Login Attempts"
        OfflineTrialExpirationDate datetime readonly
        SuAccessExpirationDate date readonly
        ForecastEnabled boolean "Allow Forecasting"
        IsPortalEnabled boolean updateonly
        ContactId reference -> Contact as Contact/Users
        AccountId reference readonly -> Account as Account/Users
        CallCenterId reference(18)
        Extension phone(40)
        FederationIdentifier string(512) idLookup "SAML Federation ID"
        AboutMe textarea(1000)
        CurrentStatus textarea(1000)
        FullPhotoUrl url(1024) readonly "Url for full-sized Photo"
        SmallPhotoUrl url(1024) readonly "Photo"
        DigestFrequency picklist(40) defaulted restricted "Chatter Email Highlights Frequency" : D|W|N = D
        DefaultGroupNotificationFrequency picklist(40) defaulted restricted : P|D|W|N = N
        LastViewedDate datetime readonly
        LastReferencedDate datetime readonly
        IsProfilePhotoActive boolean readonly
        HasUserVerifiedEmail boolean readonly
        HasUserVerifiedPhone boolean readonly
        ${checkboxes('UserPermissions', features)}
        ${checkboxes('UserPreferences', preferences)}
    `
});

function hours(): string {
    return Array.from({ length: 24 }, (_, hour) => String(hour)).join('|');
}
