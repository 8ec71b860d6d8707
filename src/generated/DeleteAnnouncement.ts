/** Made by `npm run generate` from schemas/DeleteAnnouncement.json; changes belong there. */

/**
 * Delete an announcement and its translations
 */
export interface DeleteAnnouncement {
  /**
   * The id of the announcement
   */
  announcementid: number;
}

/**
 * What DeleteAnnouncement is called with
 */
export interface DeleteAnnouncementCall {
  /**
   * The id of the announcement
   */
  announcementid: number | `${number}`;
}

/**
 * What DeleteAnnouncement answers
 */
export interface DeleteAnnouncementAnswer {
  announcementid: number;
}
