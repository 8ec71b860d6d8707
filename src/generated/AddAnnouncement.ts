/** Made by `npm run generate` from schemas/AddAnnouncement.json; changes belong there. */

/**
 * Add an announcement
 */
export interface AddAnnouncement {
  /**
   * The date of the announcement: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date: Date;
  /**
   * The headline
   */
  title: string;
  /**
   * The text
   */
  announcement: string;
  /**
   * Whether clients can see it; false by default
   */
  published?: boolean;
  /**
   * The id of the announcement that this one translates
   */
  parentid?: number;
  /**
   * The language of the translation, such as italian
   */
  language?: string;
}

/**
 * What AddAnnouncement is called with
 */
export interface AddAnnouncementCall {
  /**
   * The date of the announcement: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date: string | Date;
  /**
   * The headline
   */
  title: string;
  /**
   * The text
   */
  announcement: string;
  /**
   * Whether clients can see it; false by default
   */
  published?: boolean;
  /**
   * The id of the announcement that this one translates
   */
  parentid?: number | `${number}`;
  /**
   * The language of the translation, such as italian
   */
  language?: string;
}

/**
 * What AddAnnouncement answers
 */
export interface AddAnnouncementAnswer {
  announcementid: number;
}
