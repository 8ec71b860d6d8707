/** Made by `npm run generate` from schemas/GetBannedIps.json; changes belong there. */

/**
 * Bans, the newest first, those too that ended in the last 30 days
 */
export interface GetBannedIps {
  /**
   * Only this ban
   */
  banid?: number;
  /**
   * Only those that this address or network falls under
   */
  ip?: string;
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
 * What GetBannedIps is called with
 */
export interface GetBannedIpsCall {
  /**
   * Only this ban
   */
  banid?: number | `${number}`;
  /**
   * Only those that this address or network falls under
   */
  ip?: string;
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
