/** Made by `npm run generate` from schemas/GetAnnouncements.json; changes belong there. */

/**
 * Announcements, published or not, the newest first
 */
export interface GetAnnouncements {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only this one
   */
  announcementid?: number;
}
