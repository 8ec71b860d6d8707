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
