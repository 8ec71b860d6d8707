/** Made by `npm run generate` from schemas/AddContact.json; changes belong there. */

/**
 * Add a contact to a client; it gets no mail but of the kinds that are turned on
 */
export interface AddContact {
  /**
   * The client's id
   */
  clientid: number;
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
   * What mail the contact gets, by kind; what is not named stays
   */
  email_preferences?: {
    /**
     * Whether the contact gets mail about the account
     */
    general?: boolean;
    /**
     * Whether the contact gets mail about products and services
     */
    product?: boolean;
    /**
     * Whether the contact gets mail about domains
     */
    domain?: boolean;
    /**
     * Whether the contact gets mail about invoices
     */
    invoice?: boolean;
    /**
     * Whether the contact gets mail about tickets
     */
    support?: boolean;
    /**
     * Whether the contact gets mail about the affiliate programme
     */
    affiliate?: boolean;
  };
}

/**
 * What AddContact is called with
 */
export interface AddContactCall {
  /**
   * The client's id
   */
  clientid: number | `${number}`;
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
   * What mail the contact gets, by kind; what is not named stays
   */
  email_preferences?: unknown;
}

/**
 * What AddContact answers
 */
export interface AddContactAnswer {
  contactid: number;
}
