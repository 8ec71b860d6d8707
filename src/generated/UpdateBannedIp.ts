/** Made by `npm run generate` from schemas/UpdateBannedIp.json; changes belong there. */

/**
 * Change why and how long a network is banned; what is not sent stays as it is
 */
export interface UpdateBannedIp {
  /**
   * The ban's id
   */
  banid: number;
  /**
   * Why; callers are not told
   */
  reason?: string;
  /**
   * For how many days from now; 0 without expires is for good
   */
  days?: number;
  /**
   * When the ban ends, where no days are sent
   */
  expires?: Date;
}

/**
 * What UpdateBannedIp is called with
 */
export interface UpdateBannedIpCall {
  /**
   * The ban's id
   */
  banid: number | `${number}`;
  /**
   * Why; callers are not told
   */
  reason?: string;
  /**
   * For how many days from now; 0 without expires is for good
   */
  days?: number | `${number}`;
  /**
   * When the ban ends, where no days are sent
   */
  expires?: string;
}

/**
 * What UpdateBannedIp answers
 */
export interface UpdateBannedIpAnswer {
  banid: number;
}
