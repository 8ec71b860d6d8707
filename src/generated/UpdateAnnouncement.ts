/** Made by `npm run generate` from schemas/UpdateAnnouncement.json; changes belong there. */

/**
 * Update an announcement; omitted parameters stay unchanged
 */
export interface UpdateAnnouncement {
  /**
   * The id of the announcement
   */
  announcementid: number;
  /**
   * The headline
   */
  title?: string;
  /**
   * The text
   */
  announcement?: string;
  /**
   * The date of the announcement: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: Date;
  /**
   * Whether clients can see it
   */
  published?: boolean;
  /**
   * The language of the translation, such as italian
   */
  language?: string;
}

/**
 * What UpdateAnnouncement is called with
 */
export interface UpdateAnnouncementCall {
  /**
   * The id of the announcement
   */
  announcementid: number | `${number}`;
  /**
   * The headline
   */
  title?: string;
  /**
   * The text
   */
  announcement?: string;
  /**
   * The date of the announcement: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: string | Date;
  /**
   * Whether clients can see it
   */
  published?: boolean;
  /**
   * The language of the translation, such as italian
   */
  language?: string;
}

/**
 * What UpdateAnnouncement answers
 */
export interface UpdateAnnouncementAnswer {
  announcementid: number;
}
