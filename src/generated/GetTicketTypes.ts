/** Made by `npm run generate` from schemas/GetTicketTypes.json; changes belong there. */

/**
 * All types of tickets in their order
 */
export interface GetTicketTypes {}
