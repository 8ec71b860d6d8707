/**
 * WHMCS actions that Hatchdesk does not support: it neither bills nor provisions, and never reveals a stored password.
 * Listing them lets the refusal distinguish an unsupported action from a mistyped one.
 */
const UNSUPPORTED = new Map(
  `
  AcceptOrder AcceptQuote ActivateModule AddBillableItem AddCredit AddInvoicePayment AddOrder AddPayMethod
  AddProduct AddProjectMessage AddProjectTask AddTransaction AffiliateActivate ApplyCredit CancelOrder
  CapturePayment CreateInvoice CreateOrUpdateTLD CreateProject CreateQuote DeactivateModule DecryptPassword
  DeleteOrder DeletePayMethod DeleteProjectTask DeleteQuote DomainGetLockingStatus DomainGetNameservers
  DomainGetWhoisInfo DomainRegister DomainRelease DomainRenew DomainRequestEPP DomainToggleIdProtect DomainTransfer
  DomainUpdateLockingStatus DomainUpdateNameservers DomainUpdateWhoisInfo DomainWhois EncryptPassword EndTaskTimer
  FraudOrder GenInvoices GetAffiliates GetAutomationLog GetClientPassword GetClientsAddons GetCredits GetCurrencies
  GetHealthStatus GetInvoice GetInvoices GetModuleConfigurationParameters GetModuleQueue GetOrders GetOrderStatuses
  GetPaymentMethods GetPayMethods GetProducts GetProject GetProjects GetPromotions GetQuotes GetRegistrars
  GetServers GetTLDPricing GetTransactions ModuleChangePackage ModuleChangePw ModuleCreate ModuleCustom
  ModuleSuspend ModuleTerminate ModuleUnsuspend OrderFraudCheck PendingOrder SendQuote StartTaskTimer
  UpdateClientAddon UpdateClientDomain UpdateClientProduct UpdateInvoice UpdateModuleConfiguration UpdatePayMethod
  UpdateProject UpdateProjectTask UpdateQuote UpdateTransaction UpgradeProduct
`
    .trim()
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** The published spelling of a WHMCS action that Hatchdesk lacks; undefined for any other name. */
export const unsupportedAction = (name: string): string | undefined => UNSUPPORTED.get(name.toLowerCase());
