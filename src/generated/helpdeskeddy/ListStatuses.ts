/** Made by `npm run generate` from schemas/helpdeskeddy/ListStatuses.json; changes belong there. */

/**
 * List statuses
 */
export interface HelpdeskeddyListStatuses {}
