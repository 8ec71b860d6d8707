/** Made by `npm run generate` from schemas/GetClientsDetails.json; changes belong there. */

/**
 * All that is known of a client, with its users and custom fields, and with counts where they are asked for
 */
export interface GetClientsDetails {
  /**
   * The client's id; it or email is needed
   */
  clientid?: number;
  /**
   * The client's e-mail address, where no clientid is given
   */
  email?: string;
  /**
   * Whether to count what the client has; nothing is billed, so that all of money is 0
   */
  stats?: boolean;
}
