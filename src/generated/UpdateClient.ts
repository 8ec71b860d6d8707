/** Made by `npm run generate` from schemas/UpdateClient.json; changes belong there. */

/**
 * Update a client; omitted parameters stay unchanged
 */
export interface UpdateClient {
  /**
   * The id of the client; required unless clientemail is sent
   */
  clientid?: number;
  /**
   * The e-mail address of the client, if clientid is omitted
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
   * The country, as a two-letter code
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
   * The currency. It is stored only: nothing is billed
   */
  currency?: number;
  /**
   * The id of the client group; 0 for none
   */
  groupid?: number;
  /**
   * Custom field values by field id or name: base64 of a serialized array, JSON, or customfields[ID]=value
   */
  customfields?: Record<string, unknown>;
  /**
   * The language
   */
  language?: string;
  /**
   * The IP address that the client signed up from
   */
  clientip?: string;
  /**
   * Notes that only staff can see
   */
  notes?: string;
  /**
   * The status: Active, Inactive or Closed
   */
  status?: string;
  /**
   * The payment method. It is stored only: nothing is billed
   */
  paymentmethod?: string;
  /**
   * Which kinds of e-mail the client gets; omitted kinds stay unchanged
   */
  email_preferences?: {
    /**
     * Whether the client gets e-mail about the account
     */
    general?: boolean;
    /**
     * Whether the client gets e-mail about products and services
     */
    product?: boolean;
    /**
     * Whether the client gets e-mail about domains
     */
    domain?: boolean;
    /**
     * Whether the client gets e-mail about invoices
     */
    invoice?: boolean;
    /**
     * Whether the client gets e-mail about tickets
     */
    support?: boolean;
    /**
     * Whether the client gets e-mail about the affiliate programme
     */
    affiliate?: boolean;
  };
  /**
   * Whether the client wants marketing e-mail
   */
  marketingoptin?: boolean;
  /**
   * Whether the client may sign in through single sign-on; false also ends the sessions it began. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Ignored: there are no cards
   */
  clearcreditcard?: boolean;
  /**
   * Whether to skip the format checks of country and telephone number
   */
  skipvalidation?: boolean;
  /**
   * Whether late fees are waived. It is stored only: nothing is billed
   */
  latefeeoveride?: boolean;
  /**
   * Whether overdue notices are suppressed. It is stored only: nothing is billed
   */
  overideduenotices?: boolean;
  /**
   * Whether the client is exempt from tax. It is stored only: nothing is billed
   */
  taxexempt?: boolean;
  /**
   * Whether each service gets a separate invoice. It is stored only: nothing is billed
   */
  separateinvoices?: boolean;
  /**
   * Whether automatic card payments are disabled. It is stored only: nothing is billed
   */
  disableautocc?: boolean;
  /**
   * Whether the account is exempt from automatic closing. It is stored only: nothing closes accounts
   */
  overrideautoclose?: boolean;
}

/**
 * What UpdateClient is called with
 */
export interface UpdateClientCall {
  /**
   * The id of the client; required unless clientemail is sent
   */
  clientid?: number | `${number}`;
  /**
   * The e-mail address of the client, if clientid is omitted
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
   * The country, as a two-letter code
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
   * The currency. It is stored only: nothing is billed
   */
  currency?: number | `${number}`;
  /**
   * The id of the client group; 0 for none
   */
  groupid?: number | `${number}`;
  /**
   * Custom field values by field id or name: base64 of a serialized array, JSON, or customfields[ID]=value
   */
  customfields?: Record<string, unknown> | string;
  /**
   * The language
   */
  language?: string;
  /**
   * The IP address that the client signed up from
   */
  clientip?: string;
  /**
   * Notes that only staff can see
   */
  notes?: string;
  /**
   * The status: Active, Inactive or Closed
   */
  status?: string;
  /**
   * The payment method. It is stored only: nothing is billed
   */
  paymentmethod?: string;
  /**
   * Which kinds of e-mail the client gets; omitted kinds stay unchanged
   */
  email_preferences?: unknown;
  /**
   * Whether the client wants marketing e-mail
   */
  marketingoptin?: boolean;
  /**
   * Whether the client may sign in through single sign-on; false also ends the sessions it began. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Ignored: there are no cards
   */
  clearcreditcard?: boolean;
  /**
   * Whether to skip the format checks of country and telephone number
   */
  skipvalidation?: boolean;
  /**
   * Whether late fees are waived. It is stored only: nothing is billed
   */
  latefeeoveride?: boolean;
  /**
   * Whether overdue notices are suppressed. It is stored only: nothing is billed
   */
  overideduenotices?: boolean;
  /**
   * Whether the client is exempt from tax. It is stored only: nothing is billed
   */
  taxexempt?: boolean;
  /**
   * Whether each service gets a separate invoice. It is stored only: nothing is billed
   */
  separateinvoices?: boolean;
  /**
   * Whether automatic card payments are disabled. It is stored only: nothing is billed
   */
  disableautocc?: boolean;
  /**
   * Whether the account is exempt from automatic closing. It is stored only: nothing closes accounts
   */
  overrideautoclose?: boolean;
}

/**
 * What UpdateClient answers
 */
export interface UpdateClientAnswer {
  clientid: number;
}
