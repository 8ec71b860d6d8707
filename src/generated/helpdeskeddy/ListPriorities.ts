/** Made by `npm run generate` from schemas/helpdeskeddy/ListPriorities.json; changes belong there. */

/**
 * List priorities
 */
export interface HelpdeskeddyListPriorities {}
