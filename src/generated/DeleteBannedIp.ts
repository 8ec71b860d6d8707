/** Made by `npm run generate` from schemas/DeleteBannedIp.json; changes belong there. */

/**
 * Lift a ban immediately
 */
export interface DeleteBannedIp {
  /**
   * The id of the ban
   */
  banid: number;
}

/**
 * What DeleteBannedIp is called with
 */
export interface DeleteBannedIpCall {
  /**
   * The id of the ban
   */
  banid: number | `${number}`;
}

/**
 * What DeleteBannedIp answers
 */
export interface DeleteBannedIpAnswer {
  banid: number;
}
