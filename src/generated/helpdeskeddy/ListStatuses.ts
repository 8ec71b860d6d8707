/** Made by `npm run generate` from schemas/helpdeskeddy/ListStatuses.json; changes belong there. */

/**
 * The statuses
 */
export interface HelpdeskeddyListStatuses {}
