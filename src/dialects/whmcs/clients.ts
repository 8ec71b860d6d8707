import { invalid } from '../../errors';
import { clientPreferences, type MailPreferences } from '../../people/email-preferences';
import type { ClientCounts, ClientRow, ClientUser, PersonColumns } from '../../store/people/clients';
import type { CustomFieldOption, CustomFieldValue } from '../../store/tickets/custom-fields';
import { isEmail } from '../../tickets/authors';
import { showCustomField } from '../../tickets/custom-field-rules';
import { countryName, internationalPhone, isCountryCode } from './countries';

interface PersonParams {
  firstname?: string;
  lastname?: string;
  companyname?: string;
  email?: string;
  address1?: string;
  address2?: string;
  city?: string;
  state?: string;
  postcode?: string;
  country?: string;
  phonenumber?: string;
  tax_id?: string;
}

/** The columns for the parameters of a client or contact. */
export const personColumns = (params: PersonParams): Omit<PersonColumns, 'emailPreferences'> => ({
  firstName: params.firstname,
  lastName: params.lastname,
  company: params.companyname,
  email: params.email?.trim(),
  address1: params.address1,
  address2: params.address2,
  city: params.city,
  state: params.state,
  postcode: params.postcode,
  country: params.country === undefined ? undefined : readCountry(params.country),
  phone: params.phonenumber,
  taxId: params.tax_id,
});

/** Converts a country code to upper case. Anything else stays as sent. */
const readCountry = (country: string): string => (isCountryCode(country) ? country.trim().toUpperCase() : country);

/** @throws ApiError (invalid) `The email address entered is not valid` */
export function checkEntered(email: string | undefined): void {
  if (email !== undefined && !isEmail(email)) throw invalid('The email address entered is not valid');
}

/** @throws ApiError (invalid) `Valid country required` */
export function checkCountry(country: string): void {
  if (!isCountryCode(country)) throw invalid('Valid country required');
}

/** @throws ApiError (invalid) `Invalid telephone phone number` */
export function checkPhone(phone: string): void {
  const digits = phone.replace(/\D/g, '').length;
  if (!/^[\s\d+().,/x#-]*$/i.test(phone) || digits < 3) throw invalid('Invalid telephone phone number');
}

/** Billing flags. We have no billing, but store them for callers that set and read them. */
export const BILLING_FLAGS = [
  'taxexempt',
  'latefeeoveride',
  'overideduenotices',
  'separateinvoices',
  'disableautocc',
  'overrideautoclose',
] as const;

/** The value of every amount in answers: Hatchdesk has no billing. */
const NO_MONEY = '0.00';
const CURRENCY = 'USD';

interface ShownClient extends ClientRow {
  users: ClientUser[];
  /** `31/01/2027 09:00`; null if no user of the client has signed in. */
  lastLogin: string | null;
}

interface ShownField {
  id: number;
  value: CustomFieldValue | null;
  options: Pick<CustomFieldOption, 'id' | 'name'>[];
}

/** Shows a client under WHMCS's names. */
export function presentClient(client: ShownClient, fields: ShownField[]) {
  const { id, billingFlags: flags, marketingOptIn: wantsMarketing, country, state } = client;
  const phone = internationalPhone(client.phone, country);
  const customFields = fields.map(({ id: fieldId, value, options }) => ({
    id: fieldId,
    value: value === null ? '' : showCustomField(value, options),
  }));
  return {
    client_id: id,
    owner_user_id: client.users.find(({ isOwner }) => isOwner)?.id ?? 0,
    userid: id,
    id,
    uuid: client.uuid,
    firstname: client.firstName,
    lastname: client.lastName,
    fullname: `${client.firstName} ${client.lastName}`.trim(),
    companyname: client.company,
    email: client.email,
    address1: client.address1,
    address2: client.address2,
    city: client.city,
    fullstate: state,
    state,
    postcode: client.postcode,
    countrycode: country,
    country,
    phonenumber: client.phone,
    tax_id: client.taxId,
    email_preferences: presentPreferences(clientPreferences(client.emailPreferences)),
    statecode: state,
    countryname: countryName(country),
    phonecc: phone.callingCode,
    phonenumberformatted: phone.formatted,
    telephoneNumber: phone.formatted,
    billingcid: 0,
    notes: client.notes,
    currency: client.currencyId,
    defaultgateway: client.paymentMethod,
    groupid: client.groupId ?? 0,
    status: client.status,
    credit: NO_MONEY,
    taxexempt: flags.taxexempt ?? false,
    latefeeoveride: flags.latefeeoveride ?? false,
    overideduenotices: flags.overideduenotices ?? false,
    separateinvoices: flags.separateinvoices ?? false,
    disableautocc: flags.disableautocc ?? false,
    emailoptout: !wantsMarketing,
    marketing_emails_opt_in: wantsMarketing,
    overrideautoclose: flags.overrideautoclose ?? false,
    allowSingleSignOn: client.ssoAllowed ? 1 : 0,
    email_verified: client.emailVerified,
    language: client.language,
    isOptedInToMarketingEmails: wantsMarketing,
    lastlogin:
      client.lastLogin === null
        ? 'No Login Logged'
        : `Date: ${client.lastLogin}<br>IP Address: ${client.lastAddress}<br>Host: ${client.lastAddress}`,
    currency_code: CURRENCY,
    customfields: customFields,
    // WHMCS numbers these by position, not by id.
    ...Object.fromEntries(customFields.map(({ value }, index) => [`customfields${index + 1}`, value])),
    users: {
      user: client.users.map(({ id: userId, name, email, isOwner }) => ({
        id: userId,
        name,
        email,
        is_owner: isOwner,
      })),
    },
  };
}

/** Shows mail preferences as `1` and `0`, in the published order. */
const presentPreferences = ({ general, invoice, support, product, domain, affiliate }: MailPreferences) =>
  Object.fromEntries(
    Object.entries({ general, invoice, support, product, domain, affiliate }).map(([kind, wanted]) => [
      kind,
      wanted ? '1' : '0',
    ]),
  );

/** Shows the counts of a client's tickets, services and domains. Counts of things that we don't store are zero. */
export const presentCounts = (counts: ClientCounts) => ({
  numdueinvoices: 0,
  dueinvoicesbalance: NO_MONEY,
  incredit: false,
  creditbalance: NO_MONEY,
  grossRevenue: NO_MONEY,
  expenses: NO_MONEY,
  income: NO_MONEY,
  numoverdueinvoices: 0,
  overdueinvoicesbalance: NO_MONEY,
  numDraftInvoices: 0,
  draftInvoicesBalance: NO_MONEY,
  numunpaidinvoices: 0,
  unpaidinvoicesamount: NO_MONEY,
  numpaidinvoices: 0,
  paidinvoicesamount: NO_MONEY,
  numcancelledinvoices: 0,
  cancelledinvoicesamount: NO_MONEY,
  numrefundedinvoices: 0,
  refundedinvoicesamount: NO_MONEY,
  numcollectionsinvoices: 0,
  collectionsinvoicesamount: NO_MONEY,
  numpaymentpendinginvoices: 0,
  paymentpendinginvoicesamount: NO_MONEY,
  productsnumactivehosting: 0,
  productsnumhosting: 0,
  productsnumactivereseller: 0,
  productsnumreseller: 0,
  productsnumactiveservers: 0,
  productsnumservers: 0,
  // Our services have no type, so all of them count as "other".
  productsnumactiveother: counts.activeServices,
  productsnumother: counts.services,
  productsnumactive: counts.activeServices,
  productsnumtotal: counts.services,
  numactivedomains: counts.activeDomains,
  numdomains: counts.domains,
  numacceptedquotes: 0,
  numquotes: 0,
  numtickets: counts.tickets,
  numactivetickets: counts.activeTickets,
  numaffiliatesignups: 0,
  isAffiliate: false,
});
