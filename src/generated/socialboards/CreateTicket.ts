/** Made by `npm run generate` from schemas/socialboards/CreateTicket.json; changes belong there. */

/**
 * Create a ticket
 */
export interface SocialboardsCreateTicket {
  /**
   * The teammate who is to have it; null for nobody
   */
  assigneeId?: string | null;
  /**
   * Links to files, which are kept and never fetched
   */
  attachments?: {
    /**
     * Where the file lies: http or https
     */
    url: string;
    /**
     * What it is called; the last part of the address without one
     */
    name: string;
  }[];
  /**
   * The category it belongs to; null for none
   */
  categoryId?: number | null;
  /**
   * Addresses that get copies of what the team replies
   */
  cc?: string[];
  /**
   * Whom the ticket is for: the client with that address, else a guest
   */
  creator: {
    /**
     * What they are called
     */
    name?: string | null;
    /**
     * Their e-mail address
     */
    email?: string | null;
    /**
     * Where a picture of them lies
     */
    image?: string | null;
    /**
     * Their telephone number
     */
    phoneNumber?: string | null;
  };
  /**
   * Custom field values
   */
  customFields?: {
    /**
     * The field's id
     */
    id: number;
    /**
     * Its value; null for none
     */
    value?: string | null;
  }[];
  /**
   * Whether the message is HTML, which it is unless this is false
   */
  isHtml?: boolean;
  /**
   * What is written
   */
  message: string;
  /**
   * Which kind of message it is
   */
  sentiment?: 'question' | 'praise' | 'suggestion' | 'complaint' | null;
  /**
   * Where it comes from, in any words
   */
  sourceName?: string | null;
  /**
   * Names of tags; those that are new are made
   */
  tags?: string[];
  /**
   * What it is about; the beginning of the message without one
   */
  title?: string | null;
}
