/** Made by `npm run generate` from schemas/helpdeskeddy/ListTypes.json; changes belong there. */

/**
 * The types of tickets
 */
export interface HelpdeskeddyListTypes {}
