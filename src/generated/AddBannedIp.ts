/** Made by `npm run generate` from schemas/AddBannedIp.json; changes belong there. */

/**
 * Ban an address or a network; banning it again replaces the ban
 */
export interface AddBannedIp {
  /**
   * The address, or a network such as 203.0.113.0/24
   */
  ip: string;
  /**
   * The reason; callers never see it
   */
  reason: string;
  /**
   * The number of days that the ban lasts. By default it lasts until expires, or 7 days without expires; 0 means until expires, or for good
   */
  days?: number;
  /**
   * When the ban ends, if days is omitted
   */
  expires?: Date;
}

/**
 * What AddBannedIp is called with
 */
export interface AddBannedIpCall {
  /**
   * The address, or a network such as 203.0.113.0/24
   */
  ip: string;
  /**
   * The reason; callers never see it
   */
  reason: string;
  /**
   * The number of days that the ban lasts. By default it lasts until expires, or 7 days without expires; 0 means until expires, or for good
   */
  days?: number | `${number}`;
  /**
   * When the ban ends, if days is omitted
   */
  expires?: string | Date;
}

/**
 * What AddBannedIp answers
 */
export interface AddBannedIpAnswer {
  banid: number;
}
