/** Made by `npm run generate` from schemas/GetAdmins.json; changes belong there. */

/**
 * Administrators, the oldest first, with roles and departments
 */
export interface GetAdmins {
  /**
   * Only this administrator
   */
  adminid?: number;
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most, 25 without it
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
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most, 25 without it
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
