/** Made by `npm run generate` from schemas/pages/GetAnnouncement.json; changes belong there. */

/**
 * Retrieve a published announcement as its page shows it
 */
export interface PagesGetAnnouncement {
  /**
   * The announcement's id
   */
  id: number;
  /**
   * The language of the reader by WHMCS's name, such as german: translations come first
   */
  language?: string;
}
