/** Made by `npm run generate` from schemas/pages/GetAnnouncements.json; changes belong there. */

/**
 * List the published announcements that are not in the future, newest first
 */
export interface PagesGetAnnouncements {
  /**
   * The language of the reader by WHMCS's name, such as german: translations come first
   */
  language?: string;
  /**
   * Only those of this month, such as 2026-11
   */
  month?: string;
  /**
   * The page of the list, from 1
   */
  page?: number;
}
