/** Made by `npm run generate` from schemas/GetUsers.json; changes belong there. */

/**
 * List users with the client accounts they belong to
 */
export interface GetUsers {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only the user with this id, with the language
   */
  user_id?: number;
  /**
   * The sort direction of the ids: ASC or DESC
   */
  sorting?: string;
  /**
   * Only users whose e-mail address, first name, last name or full name begins with this, in any letter case and with or without accents
   */
  search?: string;
}

/**
 * What GetUsers is called with
 */
export interface GetUsersCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only the user with this id, with the language
   */
  user_id?: number | `${number}`;
  /**
   * The sort direction of the ids: ASC or DESC
   */
  sorting?: string;
  /**
   * Only users whose e-mail address, first name, last name or full name begins with this, in any letter case and with or without accents
   */
  search?: string;
}

/**
 * What GetUsers answers
 */
export interface GetUsersAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  users: {
    id: number;
    firstname: string;
    lastname: string;
    email: string;
    datecreated: string;
    validationdata: string;
    clients: {
      id: number;
      isOwner: boolean;
    }[];
    language?: string;
  }[];
}
