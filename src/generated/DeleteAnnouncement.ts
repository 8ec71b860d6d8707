/** Made by `npm run generate` from schemas/DeleteAnnouncement.json; changes belong there. */

/**
 * Delete an announcement with its translations
 */
export interface DeleteAnnouncement {
  /**
   * The announcement's id
   */
  announcementid: number;
}

/**
 * What DeleteAnnouncement is called with
 */
export interface DeleteAnnouncementCall {
  /**
   * The announcement's id
   */
  announcementid: number | `${number}`;
}

/**
 * What DeleteAnnouncement answers
 */
export interface DeleteAnnouncementAnswer {
  announcementid: number;
}
