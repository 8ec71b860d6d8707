/** Made by `npm run generate` from schemas/GetCustomFields.json; changes belong there. */

/**
 * All custom fields in their order
 */
export interface GetCustomFields {
  /**
   * Only this one
   */
  fieldid?: number;
  /**
   * Only those of tickets (ticket) or of clients (client)
   */
  owner?: 'ticket' | 'client';
}
