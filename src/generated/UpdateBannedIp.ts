/** Made by `npm run generate` from schemas/UpdateBannedIp.json; changes belong there. */

/**
 * Change the reason or the duration of a ban; omitted parameters stay unchanged
 */
export interface UpdateBannedIp {
  /**
   * The id of the ban
   */
  banid: number;
  /**
   * The reason; callers never see it
   */
  reason?: string;
  /**
   * The number of days from now that the ban lasts; 0 without expires means for good
   */
  days?: number;
  /**
   * When the ban ends, if days is omitted
   */
  expires?: Date;
}

/**
 * What UpdateBannedIp is called with
 */
export interface UpdateBannedIpCall {
  /**
   * The id of the ban
   */
  banid: number | `${number}`;
  /**
   * The reason; callers never see it
   */
  reason?: string;
  /**
   * The number of days from now that the ban lasts; 0 without expires means for good
   */
  days?: number | `${number}`;
  /**
   * When the ban ends, if days is omitted
   */
  expires?: string | Date;
}

/**
 * What UpdateBannedIp answers
 */
export interface UpdateBannedIpAnswer {
  banid: number;
}
