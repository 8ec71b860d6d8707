/** Made by `npm run generate` from schemas/AddBannedIp.json; changes belong there. */

/**
 * Answer nobody any more who calls from an address or network; one that is banned already is banned anew
 */
export interface AddBannedIp {
  /**
   * The address, or the network as 203.0.113.0/24
   */
  ip: string;
  /**
   * Why; callers are not told
   */
  reason: string;
  /**
   * For how many days: 7 without it, or until expires; 0 is until expires, or for good
   */
  days?: number;
  /**
   * When the ban ends, where no days are sent
   */
  expires?: Date;
}

/**
 * What AddBannedIp is called with
 */
export interface AddBannedIpCall {
  /**
   * The address, or the network as 203.0.113.0/24
   */
  ip: string;
  /**
   * Why; callers are not told
   */
  reason: string;
  /**
   * For how many days: 7 without it, or until expires; 0 is until expires, or for good
   */
  days?: number | `${number}`;
  /**
   * When the ban ends, where no days are sent
   */
  expires?: string;
}

/**
 * What AddBannedIp answers
 */
export interface AddBannedIpAnswer {
  banid: number;
}
