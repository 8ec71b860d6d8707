/** Made by `npm run generate` from schemas/AddClient.json; changes belong there. */

/**
 * Add a client, with the user who owns the account
 */
export interface AddClient {
  /**
   * The user who is to own the account; without one a user is made
   */
  owner_user_id?: number;
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
  email: string;
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
   * The password of the user who is made; without one nobody can sign in yet
   */
  password2?: string;
  /**
   * The security question
   */
  securityqid?: number;
  /**
   * The answer to the security question
   */
  securityqans?: string;
  /**
   * The currency; it is kept, nothing is billed
   */
  currency?: number;
  /**
   * The client group
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
   * Whether the client wants marketing mail
   */
  marketingoptin?: boolean;
  /**
   * Whether single sign-on may sign the client in; without it, it may. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Whether no mail is sent about it
   */
  noemail?: boolean;
  /**
   * Whether things may be missing, or be in no known form; never the e-mail address
   */
  skipvalidation?: boolean;
}

/**
 * What AddClient is called with
 */
export interface AddClientCall {
  /**
   * The user who is to own the account; without one a user is made
   */
  owner_user_id?: number | `${number}`;
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
  email: string;
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
   * The password of the user who is made; without one nobody can sign in yet
   */
  password2?: string;
  /**
   * The security question
   */
  securityqid?: number | `${number}`;
  /**
   * The answer to the security question
   */
  securityqans?: string;
  /**
   * The currency; it is kept, nothing is billed
   */
  currency?: number | `${number}`;
  /**
   * The client group
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
   * Whether the client wants marketing mail
   */
  marketingoptin?: boolean;
  /**
   * Whether single sign-on may sign the client in; without it, it may. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Whether no mail is sent about it
   */
  noemail?: boolean;
  /**
   * Whether things may be missing, or be in no known form; never the e-mail address
   */
  skipvalidation?: boolean;
}

/**
 * What AddClient answers
 */
export interface AddClientAnswer {
  clientid: number;
}
