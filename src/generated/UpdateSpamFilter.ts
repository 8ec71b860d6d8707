/** Made by `npm run generate` from schemas/UpdateSpamFilter.json; changes belong there. */

/**
 * Update a spam filter; omitted parameters stay unchanged
 */
export interface UpdateSpamFilter {
  /**
   * The id of the filter
   */
  spamfilterid: number;
  /**
   * What the filter checks: the sender's e-mail address or @domain, words in the subject, or words in the subject or the message
   */
  type?: 'sender' | 'subject' | 'phrase';
  /**
   * The address, @domain or words to refuse, in any letter case
   */
  pattern?: string;
}

/**
 * What UpdateSpamFilter is called with
 */
export interface UpdateSpamFilterCall {
  /**
   * The id of the filter
   */
  spamfilterid: number | `${number}`;
  /**
   * What the filter checks: the sender's e-mail address or @domain, words in the subject, or words in the subject or the message
   */
  type?: string;
  /**
   * The address, @domain or words to refuse, in any letter case
   */
  pattern?: string;
}

/**
 * What UpdateSpamFilter answers
 */
export interface UpdateSpamFilterAnswer {
  spamfilterid: number;
}
