/** Made by `npm run generate` from schemas/helpdeskeddy/GetFile.json; changes belong there. */

/**
 * The bytes of a file
 */
export interface HelpdeskeddyGetFile {
  /**
   * The file's id
   */
  id: number;
}
