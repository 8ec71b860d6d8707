/** Made by `npm run generate` from schemas/pages/EndSession.json; changes belong there. */

/**
 * End the session of one browser
 */
export interface PagesEndSession {
  /**
   * The session's id
   */
  id: number;
}
