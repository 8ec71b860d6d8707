/** Made by `npm run generate` from schemas/PreviewTicketMessage.json; changes belong there. */

/**
 * Show what a message will look like to its readers, without saving anything
 */
export interface PreviewTicketMessage {
  /**
   * The message
   */
  message: string;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
}

/**
 * What PreviewTicketMessage is called with
 */
export interface PreviewTicketMessageCall {
  /**
   * The message
   */
  message: string;
  /**
   * Whether the message is Markdown
   */
  markdown?: boolean;
}

/**
 * What PreviewTicketMessage answers
 */
export interface PreviewTicketMessageAnswer {
  html: string;
}
