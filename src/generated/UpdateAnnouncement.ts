/** Made by `npm run generate` from schemas/UpdateAnnouncement.json; changes belong there. */

/**
 * Change an announcement; what is not sent stays as it is
 */
export interface UpdateAnnouncement {
  /**
   * The announcement's id
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
   * The date that it carries: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: Date;
  /**
   * Whether clients see it
   */
  published?: boolean;
  /**
   * The language of a translation, such as italian
   */
  language?: string;
}

/**
 * What UpdateAnnouncement is called with
 */
export interface UpdateAnnouncementCall {
  /**
   * The announcement's id
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
   * The date that it carries: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date?: string;
  /**
   * Whether clients see it
   */
  published?: boolean;
  /**
   * The language of a translation, such as italian
   */
  language?: string;
}

/**
 * What UpdateAnnouncement answers
 */
export interface UpdateAnnouncementAnswer {
  announcementid: number;
}
