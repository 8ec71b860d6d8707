/** Made by `npm run generate` from schemas/pages/EndOtherSessions.json; changes belong there. */

/**
 * End the sessions of all other browsers
 */
export interface PagesEndOtherSessions {}
