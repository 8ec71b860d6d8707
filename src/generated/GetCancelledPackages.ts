/** Made by `npm run generate` from schemas/GetCancelledPackages.json; changes belong there. */

/**
 * Requests for the cancellation of services, in the order in which they came
 */
export interface GetCancelledPackages {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
}

/**
 * What GetCancelledPackages is called with
 */
export interface GetCancelledPackagesCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; without it, 25
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
