/** Made by `npm run generate` from schemas/GetTicketPredefinedCats.json; changes belong there. */

/**
 * List all categories of predefined replies in their order
 */
export interface GetTicketPredefinedCats {}

/**
 * What GetTicketPredefinedCats is called with
 */
export interface GetTicketPredefinedCatsCall {}

/**
 * What GetTicketPredefinedCats answers
 */
export interface GetTicketPredefinedCatsAnswer {
  totalresults: number;
  categories: {
    category: {
      id: number;
      parentid: number;
      name: string;
      replycount: number;
    }[];
  };
}
