/** Made by `npm run generate` from schemas/GetCancelledPackages.json; changes belong there. */

/**
 * List requests to cancel a service, oldest first
 */
export interface GetCancelledPackages {
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
 * What GetCancelledPackages is called with
 */
export interface GetCancelledPackagesCall {
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
 * What GetCancelledPackages answers
 */
export interface GetCancelledPackagesAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  packages: {
    package: {
      id: number;
      date: string;
      relid: number;
      reason: string;
      type: string;
      created_at: string;
      updated_at: string;
    }[];
  };
}
