/** Made by `npm run generate` from schemas/helpdeskeddy/ListTypes.json; changes belong there. */

/**
 * List ticket types
 */
export interface HelpdeskeddyListTypes {}
