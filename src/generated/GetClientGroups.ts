/** Made by `npm run generate` from schemas/GetClientGroups.json; changes belong there. */

/**
 * All groups of clients in the order of their ids
 */
export interface GetClientGroups {}
