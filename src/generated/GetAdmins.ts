/** Made by `npm run generate` from schemas/GetAdmins.json; changes belong there. */

/**
 * List administrators with their roles and departments, oldest first
 */
export interface GetAdmins {
  /**
   * Only this administrator
   */
  adminid?: number;
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
}

/**
 * What GetAdmins is called with
 */
export interface GetAdminsCall {
  /**
   * Only this administrator
   */
  adminid?: number | `${number}`;
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What GetAdmins answers
 */
export interface GetAdminsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  admins: {
    admin: {
      id: number;
      username: string;
      firstname: string;
      lastname: string;
      name: string;
      email: string;
      roles: {
        role: {
          id: number;
          name: string;
        }[];
      };
      departments: {
        department: number[];
      };
      disabled: boolean;
      apilogin: boolean;
      signature: string;
      notes: string;
      language: string;
      created: string;
      updated: string;
    }[];
  };
}
