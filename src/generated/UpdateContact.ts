/** Made by `npm run generate` from schemas/UpdateContact.json; changes belong there. */

/**
 * Update a contact; omitted parameters stay unchanged
 */
export interface UpdateContact {
  /**
   * The id of the contact
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
   * Which kinds of e-mail the contact gets; omitted kinds stay unchanged
   */
  email_preferences?: {
    /**
     * Whether the contact gets e-mail about the account
     */
    general?: boolean;
    /**
     * Whether the contact gets e-mail about products and services
     */
    product?: boolean;
    /**
     * Whether the contact gets e-mail about domains
     */
    domain?: boolean;
    /**
     * Whether the contact gets e-mail about invoices
     */
    invoice?: boolean;
    /**
     * Whether the contact gets e-mail about tickets
     */
    support?: boolean;
    /**
     * Whether the contact gets e-mail about the affiliate programme
     */
    affiliate?: boolean;
  };
}

/**
 * What UpdateContact is called with
 */
export interface UpdateContactCall {
  /**
   * The id of the contact
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
   * Which kinds of e-mail the contact gets; omitted kinds stay unchanged
   */
  email_preferences?: unknown;
}

/**
 * What UpdateContact answers
 */
export interface UpdateContactAnswer {
  contactid: number;
}
