/** Made by `npm run generate` from schemas/helpdeskeddy/ListPriorities.json; changes belong there. */

/**
 * The priorities
 */
export interface HelpdeskeddyListPriorities {}
