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
