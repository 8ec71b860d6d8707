/** Made by `npm run generate` from schemas/socialboards/CreateTicket.json; changes belong there. */

/**
 * Create a ticket
 */
export interface SocialboardsCreateTicket {
  /**
   * The id of the teammate to assign the ticket to; null for nobody
   */
  assigneeId?: string | null;
  /**
   * Links to files; they are stored and never fetched
   */
  attachments?: {
    /**
     * The URL of the file: http or https
     */
    url: string;
    /**
     * The name of the file; by default, the last part of the URL
     */
    name: string;
  }[];
  /**
   * The id of the category; null for none
   */
  categoryId?: number | null;
  /**
   * The addresses that get copies of the team's replies
   */
  cc?: string[];
  /**
   * Who the ticket is for: the client with this e-mail address, or else a guest
   */
  creator: {
    /**
     * Their name
     */
    name?: string | null;
    /**
     * Their e-mail address
     */
    email?: string | null;
    /**
     * The URL of their picture
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
     * The id of the field
     */
    id: number;
    /**
     * The value; null for none
     */
    value?: string | null;
  }[];
  /**
   * Whether the message is HTML; true by default
   */
  isHtml?: boolean;
  /**
   * The message
   */
  message: string;
  /**
   * The kind of message
   */
  sentiment?: 'question' | 'praise' | 'suggestion' | 'complaint' | null;
  /**
   * Where the ticket comes from, in any words
   */
  sourceName?: string | null;
  /**
   * The names of the tags; new ones are created
   */
  tags?: string[];
  /**
   * The title; by default, the beginning of the message
   */
  title?: string | null;
}
