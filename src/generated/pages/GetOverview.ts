/** Made by `npm run generate` from schemas/pages/GetOverview.json; changes belong there. */

/**
 * Retrieve what a client's first page shows
 */
export interface PagesGetOverview {
  /**
   * The language of the reader by WHMCS's name, such as german: translations come first
   */
  language?: string;
}
