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

/**
 * What GetAnnouncements is called with
 */
export interface GetAnnouncementsCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number | `${number}`;
  /**
   * Only this one
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
