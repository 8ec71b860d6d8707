/** Made by `npm run generate` from schemas/AddClient.json; changes belong there. */

/**
 * Add a client, together with the user who owns the account
 */
export interface AddClient {
  /**
   * The id of the user who will own the account; by default a new user is created
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
   * The password of the new user: at least 10 characters and not a common one; without one, nobody can sign in yet
   */
  password2?: string;
  /**
   * The id of the security question
   */
  securityqid?: number;
  /**
   * The answer to the security question
   */
  securityqans?: string;
  /**
   * The currency. It is stored only: nothing is billed
   */
  currency?: number;
  /**
   * The id of the client group
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
   * Whether the client wants marketing e-mail
   */
  marketingoptin?: boolean;
  /**
   * Whether the client may sign in through single sign-on; true by default. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Whether to suppress the e-mail about it
   */
  noemail?: boolean;
  /**
   * Whether to skip the checks for missing or malformed values; the e-mail address is always checked
   */
  skipvalidation?: boolean;
}

/**
 * What AddClient is called with
 */
export interface AddClientCall {
  /**
   * The id of the user who will own the account; by default a new user is created
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
   * The password of the new user: at least 10 characters and not a common one; without one, nobody can sign in yet
   */
  password2?: string;
  /**
   * The id of the security question
   */
  securityqid?: number | `${number}`;
  /**
   * The answer to the security question
   */
  securityqans?: string;
  /**
   * The currency. It is stored only: nothing is billed
   */
  currency?: number | `${number}`;
  /**
   * The id of the client group
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
   * Whether the client wants marketing e-mail
   */
  marketingoptin?: boolean;
  /**
   * Whether the client may sign in through single sign-on; true by default. This parameter is Hatchdesk's own
   */
  allow_sso?: boolean;
  /**
   * Whether to suppress the e-mail about it
   */
  noemail?: boolean;
  /**
   * Whether to skip the checks for missing or malformed values; the e-mail address is always checked
   */
  skipvalidation?: boolean;
}

/**
 * What AddClient answers
 */
export interface AddClientAnswer {
  clientid: number;
}
