/** Made by `npm run generate` from schemas/AddSpamFilter.json; changes belong there. */

/**
 * Refuse the tickets and replies of guests who write from an address or use certain words
 */
export interface AddSpamFilter {
  /**
   * What refuses a guest: a sender's email address or, beginning with @, domain; words in the subject; words in the subject or the message
   */
  type: 'sender' | 'subject' | 'phrase';
  /**
   * The address, @domain or words, in any letter case
   */
  pattern: string;
}

/**
 * What AddSpamFilter is called with
 */
export interface AddSpamFilterCall {
  /**
   * What refuses a guest: a sender's email address or, beginning with @, domain; words in the subject; words in the subject or the message
   */
  type: string;
  /**
   * The address, @domain or words, in any letter case
   */
  pattern: string;
}

/**
 * What AddSpamFilter answers
 */
export interface AddSpamFilterAnswer {
  spamfilterid: number;
}
