/** Made by `npm run generate` from schemas/GetContacts.json; changes belong there. */

/**
 * A list of contacts
 */
export interface GetContacts {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most
   */
  limitnum?: number;
  /**
   * Only those of this client
   */
  userid?: number;
  /**
   * Only those who have exactly this as the first name
   */
  firstname?: string;
  /**
   * Only those who have exactly this as the last name
   */
  lastname?: string;
  /**
   * Only those who have exactly this as the company
   */
  companyname?: string;
  /**
   * Only those who have exactly this as the e-mail address
   */
  email?: string;
  /**
   * Only those who have exactly this as the first line of the address
   */
  address1?: string;
  /**
   * Only those who have exactly this as the second line of the address
   */
  address2?: string;
  /**
   * Only those who have exactly this as the city
   */
  city?: string;
  /**
   * Only those who have exactly this as the state or province
   */
  state?: string;
  /**
   * Only those who have exactly this as the postal code
   */
  postcode?: string;
  /**
   * Only those who have exactly this as the country, as a code of two letters
   */
  country?: string;
  /**
   * Only those who have exactly this as the telephone number
   */
  phonenumber?: string;
}

/**
 * What GetContacts is called with
 */
export interface GetContactsCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most
   */
  limitnum?: number | `${number}`;
  /**
   * Only those of this client
   */
  userid?: number | `${number}`;
  /**
   * Only those who have exactly this as the first name
   */
  firstname?: string;
  /**
   * Only those who have exactly this as the last name
   */
  lastname?: string;
  /**
   * Only those who have exactly this as the company
   */
  companyname?: string;
  /**
   * Only those who have exactly this as the e-mail address
   */
  email?: string;
  /**
   * Only those who have exactly this as the first line of the address
   */
  address1?: string;
  /**
   * Only those who have exactly this as the second line of the address
   */
  address2?: string;
  /**
   * Only those who have exactly this as the city
   */
  city?: string;
  /**
   * Only those who have exactly this as the state or province
   */
  state?: string;
  /**
   * Only those who have exactly this as the postal code
   */
  postcode?: string;
  /**
   * Only those who have exactly this as the country, as a code of two letters
   */
  country?: string;
  /**
   * Only those who have exactly this as the telephone number
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
