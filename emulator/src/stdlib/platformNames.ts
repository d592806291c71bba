/**
 * Types and methods that the platform has and this library has not: naming one is refused as not supported, rather than as
 * wrong source. Taken from the index of the Apex reference; a name that is missing here is only reported less helpfully.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_ref_guide.htm
 */
const types: Readonly<Record<string, string>> = {
    System: `Address AppExchange Approval Answers ApexPages AsyncInfo AsyncOptions BusinessHours Cases Collator Component Cookie
        Continuation Cache DataWeave Domain DomainCreator DomainParser DomainType DuplicateMessage EventBus Flow FormulaEval
        Finalizer FinalizerContext FlowInterview Formula Http HttpCalloutMock HttpRequest HttpResponse InstallContext InstallHandler
        Ideas JSONGenerator JSONParser JSONToken Location MultiStaticResourceCalloutMock Network
        Package PageReference ParentJobResult ParentJobResultStatus QuickAction RemoteObjectController Request Quiddity ResetPasswordResult
        SandboxContext SandboxPostCopy Search Security SelectOption Site SObjectAccessDecision AccessType StaticResourceCalloutMock StubProvider
        SuccessListener TestDataFactory Tooling TransactionSecurityPolicyEventCondition UninstallContext UninstallHandler URL Version
        WebServiceCallout WebServiceMock XmlStreamReader XmlStreamWriter XmlTag`,
    Database: `Batchable BatchableContext BatchableContextImpl AllowsCallouts RaisesPlatformEvents Stateful QueryLocator
        QueryLocatorIterator Cursor PaginationCursor EmptyRecycleBinResult LeadConvert LeadConvertResult MergeRequest MergeResult
        GetDeletedResult GetUpdatedResult DeletedRecord NestedQueryLocator DuplicateError`,
    Schema: `DescribeColorResult DescribeDataCategoryGroupResult DescribeIconResult DescribeTabResult DescribeTabSetResult
        FieldDescribeOptions FieldSet FieldSetMember RecordTypeInfo SObjectDescribeOptions SummaryOperation`,
    EventBus: `EventPublishFailureCallback EventPublishSuccessCallback ChangeEventHeader SuccessResult FailureResult`,
    Messaging: `MassEmailMessage EmailFileAttachment InboundEmail InboundEmailHandler InboundEmailResult
        InboundEnvelope RenderEmailTemplateBodyResult`,
    ApexPages:
        'Action StandardController StandardSetController Message Severity IdeaStandardController KnowledgeArticleVersionStandardController',
    Approval: 'LockResult ProcessRequest ProcessResult ProcessSubmitRequest ProcessWorkitemRequest UnlockResult',
    Auth: 'AuthProviderPlugin AuthToken JWS JWT JWTBearerTokenExchange JWTUtil RegistrationHandler SessionManagement UserData',
    Cache: 'CacheBuilder Org OrgPartition Partition Session SessionPartition Visibility',
    ConnectApi: 'ChatterFeeds ChatterUsers ConnectApiException FeedElement NamedCredentials Organization UserProfiles',
    DataSource: 'Connection Provider Capability Column Table',
    Dom: 'Document XmlNode XmlNodeType',
    Flow: 'Interview',
    Functions: 'Function FunctionInvocation FunctionCallback',
    Invocable: 'Action',
    Metadata: `Operations DeployContainer DeployCallback DeployCallbackContext DeployResult DeployStatus CustomMetadata
        CustomMetadataValue Metadata MetadataType Layout`,
    Process: 'Plugin PluginDescribeResult PluginRequest PluginResult SpawnerPlugin',
    Reports: 'ReportManager ReportResults ReportMetadata',
    TerritoryMgmt: 'OpportunityTerritory2AssignmentFilter',
    UserProvisioning: 'UserProvisioningPlugin UserProvisioningLog'
};

const methods: Readonly<Record<string, string>> = {
    'System.String': `abbreviate capitalize center codePointBefore codePointCount compareToIgnoreCase containsAny containsIgnoreCase
        containsNone containsOnly containsWhitespace countMatches deleteWhitespace difference endsWithIgnoreCase escapeCsv
        escapeEcmaScript escapeHtml3 escapeHtml4 escapeJava escapeUnicode escapeXml getCommonPrefix getLevenshteinDistance
        indexOfAny indexOfAnyBut indexOfChar indexOfDifference indexOfIgnoreCase isAllLowerCase isAllUpperCase isAlpha
        isAlphanumeric isAlphanumericSpace isAlphaSpace isAsciiPrintable isNumeric isNumericSpace isWhitespace lastIndexOfChar
        lastIndexOfIgnoreCase left leftPad mid normalizeSpace offsetByCodePoints remove removeEnd removeEndIgnoreCase removeStart
        removeStartIgnoreCase repeat reverse right rightPad splitByCharacterType splitByCharacterTypeCamelCase
        startsWithIgnoreCase stripHtmlTags substringAfter substringAfterLast substringBefore substringBeforeLast
        substringBetween swapCase template toLowerCase toUpperCase uncapitalize unescapeCsv unescapeEcmaScript unescapeHtml3
        unescapeHtml4 unescapeJava unescapeUnicode unescapeXml`,
    'System.Integer': 'format',
    'System.Long': 'format',
    'System.Decimal': 'format',
    'System.Double': 'format',
    'System.Date': 'toStartOfWeek monthsBetween parse',
    'System.Datetime': 'parse formatLong dayOfYear dayOfYearGmt',
    'System.Database': `convertLead countQueryWithBinds deleteAsync deleteImmediate emptyRecycleBin executeBatch getAsyncDeleteResult
        getAsyncLocator getAsyncSaveResult getCursor getCursorWithBinds getDeleted getPaginationCursor getQueryLocator
        getQueryLocatorWithBinds getUpdated insertAsync insertImmediate merge releaseSavepoint updateAsync updateImmediate`,
    'System.JSON': 'createGenerator createParser',
    'System.Test': `calculatePermissionSetGroup clearApexPageMessages createSoqlStub createStub createStubQueryRow createStubQueryRows
        enableChangeDataCapture enqueueBatchJobs getExpectedResponse getFlexQueueOrder getStandardPricebookId getStandardWarehouseId
        invokeContinuationMethod invokePage isSoqlStubDefined isRunningTest loadData newSendEmailQuickActionDefaults setContinuationResponse
        setCreatedDate setCurrentPage setCurrentPageReference setFixedSearchResults setMock setReadOnlyApplicationMode
        testInstall testSandboxPostCopyScript testUninstall`,
    'System.System': `changeOwnPassword currentPageReference enqueueJob equals getApplicationReadWriteMode getQuiddityShortCode
        hashCode isBatch isFunctionCallback isRunningElasticCompute movePassword process purgeOldAsyncJobs requestVersion
        resetPassword resetPasswordWithEmailTemplate runAs scheduleBatch setPassword submit`,
    'System.UserInfo': `getDefaultCurrency getSessionId getUiTheme getUiThemeDisplayed getUserRoleId hasPackageLicense
        isCurrentUserLicensed isCurrentUserLicensedForPackage isMultiCurrencyOrganization`,
    'System.FeatureManagement':
        'changeProtection checkPackageBooleanValue checkPackageDateValue checkPackageIntegerValue setPackageBooleanValue',
    'System.Limits': `getAggregateQueries getLimitAggregateQueries getAsyncCalls getCallouts getLimitCallouts getChildRelationshipsDescribes
        getDatabaseTime getEmailInvocations getLimitEmailInvocations getFieldsDescribes getFieldSetsDescribes getFindSimilarCalls
        getMobilePushApexCalls getPicklistDescribes getRecordTypesDescribes getRunAs getSavepointRollbacks getSavepoints
        getScriptStatements getSoslQueries getLimitSoslQueries getFlexQueueJobs getApexCursorRows getFetchCallsOnApexCursor`,
    'System.SObject': `getCloneSourceId getDynamicFieldValue getQuickActionName getSObjects isClone isSet putSObject recalculateFormulas
        clear removeFieldValue getErrors hasErrors getPopulatedFieldsAsMap getOptions`,
    'System.Crypto': `decrypt decryptWithManagedIV encrypt encryptWithManagedIV generateAesKey generateMac generateDigest getRandomInteger getRandomLong
        sign signWithCertificate signXML verify verifyHMac`,
    'System.Math': `acos asin atan atan2 cbrt cos cosh exp log log10 rint signum sin sinh tan tanh`,
    'System.EventBus': 'getOperationId',
    'System.Messaging':
        'extractInboundEmail renderEmailTemplate renderStoredEmailTemplate reserveMassEmailCapacity reserveSingleEmailCapacity sendEmailMessage',
    'Messaging.SingleEmailMessage': `setCharset setDocumentAttachments setEmailPriority setEntityAttachments setFileAttachments setInReplyTo
        setOptOutPolicy setOrgWideEmailAddressId setReferences setTemplateId setTemplateName setTreatBodiesAsTemplate
        setTreatTargetObjectAsRecipient setWhatId`,
    'Schema.SObjectType': 'newSObject',
    'System.Type': 'equals hashCode isAssignableFrom',
    'System.Schema':
        'describeDataCategoryGroups describeDataCategoryGroupStructures describeTabs describeSObjects getAppDescribe getModuleDescribe',
    'Schema.DescribeSObjectResult': `fieldSets getAssociateEntityType getAssociateParentEntity getDataTranslationEnabled getDefaultImplementation
        getHasSubtypes getImplementedBy getImplementsInterfaces getIsInterface getRecordTypeInfos getRecordTypeInfosById
        getRecordTypeInfosByDeveloperName getRecordTypeInfosByName getSObjectDescribeOption isDeprecatedAndHidden isFeedEnabled
        isMergeable isMruEnabled isSearchable isSubtype isUndeletable`,
    'Schema.DescribeFieldResult': `getByteLength getCalculatedFormula getCompoundFieldName getController getDefaultValueFormula
        getFilteredLookupInfo getInlineHelpText getMask getMaskType getReferenceTargetField getRelationshipOrder
        getSObjectField getSOAPType isAggregatable isAiPredictionField isAutoNumber isCascadeDelete isDependentPicklist
        isDeprecatedAndHidden isDisplayLocationInDecimal isEncrypted isFormulaTreatNullNumberAsZero isGroupable isHtmlFormatted
        isHighScaleNumber isIdLookup isNamePointing isPermissionable isQueryByDistance isRestrictedDelete isRestrictedPicklist
        isSearchPrefilterable isSortable isWriteRequiresMasterRead`
};

const objects = new Set(
    `Asset AssetRelationship Attachment AuthSession Campaign CampaignMember Case CaseComment ContentDocument ContentDocumentLink
    ContentVersion Contract CronTrigger CronJobDetail AsyncApexJob Document EmailMessage EmailTemplate Entitlement Event FeedItem
    Folder Holiday Individual Knowledge__kav Lead LoginHistory Note Opportunity OpportunityContactRole OpportunityLineItem Order
    OrderItem OrgWideEmailAddress Pricebook2 PricebookEntry ProcessInstance Product2 Quote QuoteLineItem RecordType Report Site
    Solution StaticResource Task Topic UserLogin UserPackageLicense WorkOrder AccountContactRelation AccountTeamMember AccountShare
    BusinessHours CollaborationGroup ContactShare Network NetworkMember ServiceResource BusinessProcess UserPreference`
        .toLowerCase()
        .split(/\s+/)
);

function read(table: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> {
    const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/\s+/));
    return new Map(Object.entries(table).map(([name, text]) => [name.toLowerCase(), words(text)]));
}

const typeNames = read(types);
const methodNames = read(methods);

/** What the platform means by `HttpRequest`, `System.HttpRequest`, `Database.Batchable`, `Case`: `type System.HttpRequest`. */
export function platformType(name: string): string | undefined {
    const [first = '', second] = name.toLowerCase().split('.');
    const types = typeNames.get(second === undefined ? 'system' : first);
    if (types?.has(second ?? first)) return `type ${second === undefined ? `System.${name}` : name}`;
    return objects.has(second !== undefined && first === 'schema' ? second : first)
        ? `standard object ${name}`
        : undefined;
}

/** By full name of the type: `method System.String.swapCase`. */
export function platformMethod(typeName: string, method: string): string | undefined {
    const isKnown = methodNames.get(typeName.toLowerCase())?.has(method.toLowerCase());
    return isKnown === true ? `method ${typeName}.${method}` : undefined;
}
