/** Made by `npm run generate` from schemas/GetUsers.json; changes belong there. */

/**
 * A list of users with the clients to whose accounts they belong
 */
export interface GetUsers {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; 25 without it
   */
  limitnum?: number;
  /**
   * ASC or DESC: the direction of the order, which is that of the ids
   */
  sorting?: string;
  /**
   * Only those whose e-mail address, first name, last name or whole name begins with this
   */
  search?: string;
}

/**
 * What GetUsers is called with
 */
export interface GetUsersCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; 25 without it
   */
  limitnum?: number | `${number}`;
  /**
   * ASC or DESC: the direction of the order, which is that of the ids
   */
  sorting?: string;
  /**
   * Only those whose e-mail address, first name, last name or whole name begins with this
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
  }[];
}
