/** Made by `npm run generate` from schemas/GetClientsDetails.json; changes belong there. */

/**
 * Retrieve a client with its users and custom fields and, on request, its statistics
 */
export interface GetClientsDetails {
  /**
   * The id of the client; required unless email is sent
   */
  clientid?: number;
  /**
   * The e-mail address of the client, if clientid is omitted
   */
  email?: string;
  /**
   * Whether to include the client's statistics; amounts of money are 0, because nothing is billed
   */
  stats?: boolean;
}

/**
 * What GetClientsDetails is called with
 */
export interface GetClientsDetailsCall {
  /**
   * The id of the client; required unless email is sent
   */
  clientid?: number | `${number}`;
  /**
   * The e-mail address of the client, if clientid is omitted
   */
  email?: string;
  /**
   * Whether to include the client's statistics; amounts of money are 0, because nothing is billed
   */
  stats?: boolean;
}

/**
 * What GetClientsDetails answers
 */
export interface GetClientsDetailsAnswer {
  client_id: number;
  owner_user_id: number;
  userid: number;
  id: number;
  uuid: string;
  firstname: string;
  lastname: string;
  fullname: string;
  companyname: string;
  email: string;
  address1: string;
  address2: string;
  city: string;
  fullstate: string;
  state: string;
  postcode: string;
  countrycode: string;
  country: string;
  phonenumber: string;
  tax_id: string;
  email_preferences: {
    general: string;
    invoice: string;
    support: string;
    product: string;
    domain: string;
    affiliate: string;
  };
  statecode: string;
  countryname: string;
  phonecc: string;
  phonenumberformatted: string;
  telephoneNumber: string;
  billingcid: number;
  notes: string;
  currency: number;
  defaultgateway: string;
  groupid: number;
  status: string;
  credit: string;
  taxexempt: boolean;
  latefeeoveride: boolean;
  overideduenotices: boolean;
  separateinvoices: boolean;
  disableautocc: boolean;
  emailoptout: boolean;
  marketing_emails_opt_in: boolean;
  overrideautoclose: boolean;
  allowSingleSignOn: number;
  email_verified: boolean;
  language: string;
  isOptedInToMarketingEmails: boolean;
  lastlogin: string;
  currency_code: string;
  customfields: {
    id: number;
    value: string;
  }[];
  customfields1?: string;
  users: {
    user: {
      id: number;
      name: string;
      email: string;
      is_owner: boolean;
    }[];
  };
  client: {
    client_id: number;
    owner_user_id: number;
    userid: number;
    id: number;
    uuid: string;
    firstname: string;
    lastname: string;
    fullname: string;
    companyname: string;
    email: string;
    address1: string;
    address2: string;
    city: string;
    fullstate: string;
    state: string;
    postcode: string;
    countrycode: string;
    country: string;
    phonenumber: string;
    tax_id: string;
    email_preferences: {
      general: string;
      invoice: string;
      support: string;
      product: string;
      domain: string;
      affiliate: string;
    };
    statecode: string;
    countryname: string;
    phonecc: string;
    phonenumberformatted: string;
    telephoneNumber: string;
    billingcid: number;
    notes: string;
    currency: number;
    defaultgateway: string;
    groupid: number;
    status: string;
    credit: string;
    taxexempt: boolean;
    latefeeoveride: boolean;
    overideduenotices: boolean;
    separateinvoices: boolean;
    disableautocc: boolean;
    emailoptout: boolean;
    marketing_emails_opt_in: boolean;
    overrideautoclose: boolean;
    allowSingleSignOn: number;
    email_verified: boolean;
    language: string;
    isOptedInToMarketingEmails: boolean;
    lastlogin: string;
    currency_code: string;
    customfields: {
      id: number;
      value: string;
    }[];
    customfields1?: string;
    users: {
      user: {
        id: number;
        name: string;
        email: string;
        is_owner: boolean;
      }[];
    };
  };
  stats?: {
    numdueinvoices: number;
    dueinvoicesbalance: string;
    incredit: boolean;
    creditbalance: string;
    grossRevenue: string;
    expenses: string;
    income: string;
    numoverdueinvoices: number;
    overdueinvoicesbalance: string;
    numDraftInvoices: number;
    draftInvoicesBalance: string;
    numunpaidinvoices: number;
    unpaidinvoicesamount: string;
    numpaidinvoices: number;
    paidinvoicesamount: string;
    numcancelledinvoices: number;
    cancelledinvoicesamount: string;
    numrefundedinvoices: number;
    refundedinvoicesamount: string;
    numcollectionsinvoices: number;
    collectionsinvoicesamount: string;
    numpaymentpendinginvoices: number;
    paymentpendinginvoicesamount: string;
    productsnumactivehosting: number;
    productsnumhosting: number;
    productsnumactivereseller: number;
    productsnumreseller: number;
    productsnumactiveservers: number;
    productsnumservers: number;
    productsnumactiveother: number;
    productsnumother: number;
    productsnumactive: number;
    productsnumtotal: number;
    numactivedomains: number;
    numdomains: number;
    numacceptedquotes: number;
    numquotes: number;
    numtickets: number;
    numactivetickets: number;
    numaffiliatesignups: number;
    isAffiliate: boolean;
  };
}
