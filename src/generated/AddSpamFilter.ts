/** Made by `npm run generate` from schemas/AddSpamFilter.json; changes belong there. */

/**
 * Add a spam filter, which refuses tickets and replies from guests who use an address or certain words
 */
export interface AddSpamFilter {
  /**
   * What the filter checks: the sender's e-mail address or @domain, words in the subject, or words in the subject or the message
   */
  type: 'sender' | 'subject' | 'phrase';
  /**
   * The address, @domain or words to refuse, in any letter case
   */
  pattern: string;
}

/**
 * What AddSpamFilter is called with
 */
export interface AddSpamFilterCall {
  /**
   * What the filter checks: the sender's e-mail address or @domain, words in the subject, or words in the subject or the message
   */
  type: string;
  /**
   * The address, @domain or words to refuse, in any letter case
   */
  pattern: string;
}

/**
 * What AddSpamFilter answers
 */
export interface AddSpamFilterAnswer {
  spamfilterid: number;
}
