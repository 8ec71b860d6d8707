/** Made by `npm run generate` from schemas/GetClients.json; changes belong there. */

/**
 * A list of clients
 */
export interface GetClients {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most
   */
  limitnum?: number;
  /**
   * ASC or DESC
   */
  sorting?: string;
  /**
   * Only those who are Active, Inactive or Closed
   */
  status?: string;
  /**
   * Only those whose name, company or e-mail address contains this
   */
  search?: string;
  /**
   * id, firstname, lastname, companyname, email, datecreated, groupid or status; without it, id
   */
  orderby?: string;
}

/**
 * What GetClients is called with
 */
export interface GetClientsCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most
   */
  limitnum?: number | `${number}`;
  /**
   * ASC or DESC
   */
  sorting?: string;
  /**
   * Only those who are Active, Inactive or Closed
   */
  status?: string;
  /**
   * Only those whose name, company or e-mail address contains this
   */
  search?: string;
  /**
   * id, firstname, lastname, companyname, email, datecreated, groupid or status; without it, id
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
