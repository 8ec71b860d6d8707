/** Made by `npm run generate` from schemas/UpdateClient.json; changes belong there. */

/**
 * Change a client; what is not sent stays as it is
 */
export interface UpdateClient {
  /**
   * The client's id; it or clientemail is needed
   */
  clientid?: number;
  /**
   * The client's e-mail address, where no clientid is given
   */
  clientemail?: string;
  /**
   * The first name
   */
  firstname?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The company
   */
  companyname?: string;
  /**
   * The e-mail address
   */
  email?: string;
  /**
   * The first line of the address
   */
  address1?: string;
  /**
   * The second line of the address
   */
  address2?: string;
  /**
   * The city
   */
  city?: string;
  /**
   * The state or province
   */
  state?: string;
  /**
   * The postal code
   */
  postcode?: string;
  /**
   * The country, as a code of two letters
   */
  country?: string;
  /**
   * The telephone number
   */
  phonenumber?: string;
  /**
   * The tax id
   */
  tax_id?: string;
  /**
   * The currency; it is kept, nothing is billed
   */
  currency?: number;
  /**
   * The client group; 0 for none
   */
  groupid?: number;
  /**
   * Values by the id or name of the client's custom field: base64 of a serialized array, JSON, or customfields[ID]=value
   */
  customfields?: Record<string, unknown>;
  /**
   * The language
   */
  language?: string;
  /**
   * Where the client comes from
   */
  clientip?: string;
  /**
   * Notes that only staff sees
   */
  notes?: string;
  /**
   * Active, Inactive or Closed
   */
  status?: string;
  /**
   * The method of payment; it is kept, nothing is billed
   */
  paymentmethod?: string;
  /**
   * What mail the client gets, by kind; what is not named stays
   */
  email_preferences?: {
    /**
     * Whether the client gets mail about the account
     */
    general?: boolean;
    /**
     * Whether the client gets mail about products and services
     */
    product?: boolean;
    /**
     * Whether the client gets mail about domains
     */
    domain?: boolean;
    /**
     * Whether the client gets mail about invoices
     */
    invoice?: boolean;
    /**
     * Whether the client gets mail about tickets
     */
    support?: boolean;
    /**
     * Whether the client gets mail about the affiliate programme
     */
    affiliate?: boolean;
  };
  /**
   * Whether the client wants marketing mail
   */
  marketingoptin?: boolean;
  /**
   * Whether single sign-on may sign the client in; where it may not, sessions that it began end. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Nothing comes of it: there are no cards
   */
  clearcreditcard?: boolean;
  /**
   * Whether country and telephone number may be in no known form
   */
  skipvalidation?: boolean;
  /**
   * Whether late fees are not charged; it is kept, nothing is billed
   */
  latefeeoveride?: boolean;
  /**
   * Whether overdue notices are not sent; it is kept, nothing is billed
   */
  overideduenotices?: boolean;
  /**
   * Whether no tax is charged; it is kept, nothing is billed
   */
  taxexempt?: boolean;
  /**
   * Whether each thing has its own invoice; it is kept, nothing is billed
   */
  separateinvoices?: boolean;
  /**
   * Whether cards are not charged by themselves; it is kept, nothing is billed
   */
  disableautocc?: boolean;
  /**
   * Whether the account is not closed by itself; it is kept, nothing closes accounts
   */
  overrideautoclose?: boolean;
}

/**
 * What UpdateClient is called with
 */
export interface UpdateClientCall {
  /**
   * The client's id; it or clientemail is needed
   */
  clientid?: number | `${number}`;
  /**
   * The client's e-mail address, where no clientid is given
   */
  clientemail?: string;
  /**
   * The first name
   */
  firstname?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The company
   */
  companyname?: string;
  /**
   * The e-mail address
   */
  email?: string;
  /**
   * The first line of the address
   */
  address1?: string;
  /**
   * The second line of the address
   */
  address2?: string;
  /**
   * The city
   */
  city?: string;
  /**
   * The state or province
   */
  state?: string;
  /**
   * The postal code
   */
  postcode?: string;
  /**
   * The country, as a code of two letters
   */
  country?: string;
  /**
   * The telephone number
   */
  phonenumber?: string;
  /**
   * The tax id
   */
  tax_id?: string;
  /**
   * The currency; it is kept, nothing is billed
   */
  currency?: number | `${number}`;
  /**
   * The client group; 0 for none
   */
  groupid?: number | `${number}`;
  /**
   * Values by the id or name of the client's custom field: base64 of a serialized array, JSON, or customfields[ID]=value
   */
  customfields?: Record<string, unknown> | string;
  /**
   * The language
   */
  language?: string;
  /**
   * Where the client comes from
   */
  clientip?: string;
  /**
   * Notes that only staff sees
   */
  notes?: string;
  /**
   * Active, Inactive or Closed
   */
  status?: string;
  /**
   * The method of payment; it is kept, nothing is billed
   */
  paymentmethod?: string;
  /**
   * What mail the client gets, by kind; what is not named stays
   */
  email_preferences?: unknown;
  /**
   * Whether the client wants marketing mail
   */
  marketingoptin?: boolean;
  /**
   * Whether single sign-on may sign the client in; where it may not, sessions that it began end. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Nothing comes of it: there are no cards
   */
  clearcreditcard?: boolean;
  /**
   * Whether country and telephone number may be in no known form
   */
  skipvalidation?: boolean;
  /**
   * Whether late fees are not charged; it is kept, nothing is billed
   */
  latefeeoveride?: boolean;
  /**
   * Whether overdue notices are not sent; it is kept, nothing is billed
   */
  overideduenotices?: boolean;
  /**
   * Whether no tax is charged; it is kept, nothing is billed
   */
  taxexempt?: boolean;
  /**
   * Whether each thing has its own invoice; it is kept, nothing is billed
   */
  separateinvoices?: boolean;
  /**
   * Whether cards are not charged by themselves; it is kept, nothing is billed
   */
  disableautocc?: boolean;
  /**
   * Whether the account is not closed by itself; it is kept, nothing closes accounts
   */
  overrideautoclose?: boolean;
}

/**
 * What UpdateClient answers
 */
export interface UpdateClientAnswer {
  clientid: number;
}
