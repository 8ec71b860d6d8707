/** Made by `npm run generate` from schemas/UpdateContact.json; changes belong there. */

/**
 * Change a contact; what is not sent stays as it is
 */
export interface UpdateContact {
  /**
   * The contact's id
   */
  contactid: number;
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
 * What UpdateContact is called with
 */
export interface UpdateContactCall {
  /**
   * The contact's id
   */
  contactid: number | `${number}`;
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
 * What UpdateContact answers
 */
export interface UpdateContactAnswer {
  contactid: number;
}
