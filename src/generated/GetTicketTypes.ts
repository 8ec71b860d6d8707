/** Made by `npm run generate` from schemas/GetTicketTypes.json; changes belong there. */

/**
 * List all ticket types in their order
 */
export interface GetTicketTypes {}

/**
 * What GetTicketTypes is called with
 */
export interface GetTicketTypesCall {}

/**
 * What GetTicketTypes answers
 */
export interface GetTicketTypesAnswer {
  totalresults: number;
  types: {
    type: {
      id: number;
      name: string;
      sortorder: number;
    }[];
  };
}
