/** Made by `npm run generate` from schemas/AddAnnouncement.json; changes belong there. */

/**
 * Add an announcement
 */
export interface AddAnnouncement {
  /**
   * The date that it carries: ISO 8601 or YYYY-MM-DD HH:mm:ss
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
   * Whether clients see it; without it, no
   */
  published?: boolean;
  /**
   * The announcement of which this is a translation
   */
  parentid?: number;
  /**
   * The language of a translation, such as italian
   */
  language?: string;
}

/**
 * What AddAnnouncement is called with
 */
export interface AddAnnouncementCall {
  /**
   * The date that it carries: ISO 8601 or YYYY-MM-DD HH:mm:ss
   */
  date: string;
  /**
   * The headline
   */
  title: string;
  /**
   * The text
   */
  announcement: string;
  /**
   * Whether clients see it; without it, no
   */
  published?: boolean;
  /**
   * The announcement of which this is a translation
   */
  parentid?: number | `${number}`;
  /**
   * The language of a translation, such as italian
   */
  language?: string;
}

/**
 * What AddAnnouncement answers
 */
export interface AddAnnouncementAnswer {
  announcementid: number;
}
