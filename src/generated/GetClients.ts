/** Made by `npm run generate` from schemas/GetClients.json; changes belong there. */

/**
 * List clients
 */
export interface GetClients {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results
   */
  limitnum?: number;
  /**
   * The sort direction: ASC or DESC
   */
  sorting?: string;
  /**
   * Only clients with this status: Active, Inactive or Closed
   */
  status?: string;
  /**
   * Only clients whose name, company or e-mail address contains this, in any letter case and with or without accents
   */
  search?: string;
  /**
   * The sort order: id (the default), firstname, lastname, companyname, email, datecreated, groupid or status
   */
  orderby?: string;
}

/**
 * What GetClients is called with
 */
export interface GetClientsCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results
   */
  limitnum?: number | `${number}`;
  /**
   * The sort direction: ASC or DESC
   */
  sorting?: string;
  /**
   * Only clients with this status: Active, Inactive or Closed
   */
  status?: string;
  /**
   * Only clients whose name, company or e-mail address contains this, in any letter case and with or without accents
   */
  search?: string;
  /**
   * The sort order: id (the default), firstname, lastname, companyname, email, datecreated, groupid or status
   */
  orderby?: string;
}

/**
 * What GetClients answers
 */
export interface GetClientsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  clients: {
    client: {
      id: number;
      firstname: string;
      lastname: string;
      companyname: string;
      email: string;
      datecreated: string;
      groupid: number;
      status: string;
    }[];
  };
}
