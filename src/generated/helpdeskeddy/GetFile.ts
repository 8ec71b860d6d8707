/** Made by `npm run generate` from schemas/helpdeskeddy/GetFile.json; changes belong there. */

/**
 * Download a file
 */
export interface HelpdeskeddyGetFile {
  /**
   * The id of the file
   */
  id: number;
}
