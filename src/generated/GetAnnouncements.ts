/** Made by `npm run generate` from schemas/GetAnnouncements.json; changes belong there. */

/**
 * List announcements, published or not, newest first
 */
export interface GetAnnouncements {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number;
  /**
   * Only the one with this id
   */
  announcementid?: number;
}

/**
 * What GetAnnouncements is called with
 */
export interface GetAnnouncementsCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results; 25 by default
   */
  limitnum?: number | `${number}`;
  /**
   * Only the one with this id
   */
  announcementid?: number | `${number}`;
}

/**
 * What GetAnnouncements answers
 */
export interface GetAnnouncementsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  announcements: {
    announcement: {
      id: number;
      date: string;
      title: string;
      announcement: string;
      published: number;
      parentid: number;
      language: string;
      created_at: string;
      updated_at: string;
    }[];
  };
}
