/** Made by `npm run generate` from schemas/DeleteBannedIp.json; changes belong there. */

/**
 * Lift a ban at once
 */
export interface DeleteBannedIp {
  /**
   * The ban's id
   */
  banid: number;
}

/**
 * What DeleteBannedIp is called with
 */
export interface DeleteBannedIpCall {
  /**
   * The ban's id
   */
  banid: number | `${number}`;
}

/**
 * What DeleteBannedIp answers
 */
export interface DeleteBannedIpAnswer {
  banid: number;
}
