/** Made by `npm run generate` from schemas/GetTicketPredefinedCats.json; changes belong there. */

/**
 * All categories of predefined replies in their order
 */
export interface GetTicketPredefinedCats {}
