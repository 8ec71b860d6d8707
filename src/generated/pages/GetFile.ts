/** Made by `npm run generate` from schemas/pages/GetFile.json; changes belong there. */

/**
 * Download a file of a message
 */
export interface PagesGetFile {
  /**
   * The id of the file
   */
  id: number;
}
