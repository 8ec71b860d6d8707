/** Made by `npm run generate` from schemas/GetContacts.json; changes belong there. */

/**
 * List contacts
 */
export interface GetContacts {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results
   */
  limitnum?: number;
  /**
   * Only the contact with this id
   */
  contactid?: number;
  /**
   * Only those of this client
   */
  userid?: number;
  /**
   * Only contacts with exactly this first name
   */
  firstname?: string;
  /**
   * Only contacts with exactly this last name
   */
  lastname?: string;
  /**
   * Only contacts with exactly this company name
   */
  companyname?: string;
  /**
   * Only contacts with exactly this e-mail address
   */
  email?: string;
  /**
   * Only contacts with exactly this first address line
   */
  address1?: string;
  /**
   * Only contacts with exactly this second address line
   */
  address2?: string;
  /**
   * Only contacts in exactly this city
   */
  city?: string;
  /**
   * Only contacts in exactly this state or province
   */
  state?: string;
  /**
   * Only contacts with exactly this postal code
   */
  postcode?: string;
  /**
   * Only contacts in this country, as a two-letter code
   */
  country?: string;
  /**
   * Only contacts with exactly this telephone number
   */
  phonenumber?: string;
}

/**
 * What GetContacts is called with
 */
export interface GetContactsCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results
   */
  limitnum?: number | `${number}`;
  /**
   * Only the contact with this id
   */
  contactid?: number | `${number}`;
  /**
   * Only those of this client
   */
  userid?: number | `${number}`;
  /**
   * Only contacts with exactly this first name
   */
  firstname?: string;
  /**
   * Only contacts with exactly this last name
   */
  lastname?: string;
  /**
   * Only contacts with exactly this company name
   */
  companyname?: string;
  /**
   * Only contacts with exactly this e-mail address
   */
  email?: string;
  /**
   * Only contacts with exactly this first address line
   */
  address1?: string;
  /**
   * Only contacts with exactly this second address line
   */
  address2?: string;
  /**
   * Only contacts in exactly this city
   */
  city?: string;
  /**
   * Only contacts in exactly this state or province
   */
  state?: string;
  /**
   * Only contacts with exactly this postal code
   */
  postcode?: string;
  /**
   * Only contacts in this country, as a two-letter code
   */
  country?: string;
  /**
   * Only contacts with exactly this telephone number
   */
  phonenumber?: string;
}

/**
 * What GetContacts answers
 */
export interface GetContactsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  contacts: {
    contact: {
      id: number;
      userid: number;
      firstname: string;
      lastname: string;
      companyname: string;
      email: string;
      address1: string;
      address2: string;
      city: string;
      state: string;
      postcode: string;
      country: string;
      phonenumber: string;
      tax_id: string;
      domainemails: boolean;
      generalemails: boolean;
      invoiceemails: boolean;
      productemails: boolean;
      supportemails: boolean;
      affiliateemails: boolean;
      created_at: string;
      updated_at: string;
    }[];
  };
}
