/** Made by `npm run generate` from schemas/GetBannedIps.json; changes belong there. */

/**
 * List bans, newest first, including those that ended in the last 30 days
 */
export interface GetBannedIps {
  /**
   * Only this ban
   */
  banid?: number;
  /**
   * Only bans that cover this address or network
   */
  ip?: string;
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
 * What GetBannedIps is called with
 */
export interface GetBannedIpsCall {
  /**
   * Only this ban
   */
  banid?: number | `${number}`;
  /**
   * Only bans that cover this address or network
   */
  ip?: string;
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
 * What GetBannedIps answers
 */
export interface GetBannedIpsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  bans: {
    ban: {
      id: number;
      ip: string;
      reason: string;
      active: boolean;
      created: string;
      expires: string;
    }[];
  };
}
