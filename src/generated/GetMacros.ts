/** Made by `npm run generate` from schemas/GetMacros.json; changes belong there. */

/**
 * List the macros that the caller may run, in their order: everybody's and their own
 */
export interface GetMacros {
  /**
   * Only the one with this id
   */
  macroid?: number;
}

/**
 * What GetMacros is called with
 */
export interface GetMacrosCall {
  /**
   * Only the one with this id
   */
  macroid?: number | `${number}`;
}

/**
 * What GetMacros answers
 */
export interface GetMacrosAnswer {
  totalresults: number;
  macros: {
    macro: {
      id: number;
      name: string;
      key: string;
      shared: boolean;
      status: string;
      priority: string;
      deptid: number;
      flag: string;
      addtags: string;
      removetags: string;
      snoozehours: number;
      reply: string;
      note: string;
      sortorder: number;
    }[];
  };
}
