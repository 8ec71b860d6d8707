/** Made by `npm run generate` from schemas/CompleteTicketQuery.json; changes belong there. */

/**
 * Suggest how a query for tickets may go on at its end, while somebody types it
 */
export interface CompleteTicketQuery {
  /**
   * The query up to the place where more is typed, as GetTickets takes it
   */
  query?: string;
  /**
   * The most suggestions to return; 10 by default
   */
  limitnum?: number;
}

/**
 * What CompleteTicketQuery is called with
 */
export interface CompleteTicketQueryCall {
  /**
   * The query up to the place where more is typed, as GetTickets takes it
   */
  query?: string;
  /**
   * The most suggestions to return; 10 by default
   */
  limitnum?: number | `${number}`;
}

/**
 * What CompleteTicketQuery answers
 */
export interface CompleteTicketQueryAnswer {
  suggestions: {
    suggestion: {
      query: string;
      text: string;
      name: string;
    }[];
  };
}
