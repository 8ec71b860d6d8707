/** Made by `npm run generate` from schemas/UpdateSpamFilter.json; changes belong there. */

/**
 * Change a spam filter; what is not sent stays as it is
 */
export interface UpdateSpamFilter {
  /**
   * The filter's id
   */
  spamfilterid: number;
  /**
   * What refuses a guest: a sender's email address or, beginning with @, domain; words in the subject; words in the subject or the message
   */
  type?: 'sender' | 'subject' | 'phrase';
  /**
   * The address, @domain or words, in any letter case
   */
  pattern?: string;
}

/**
 * What UpdateSpamFilter is called with
 */
export interface UpdateSpamFilterCall {
  /**
   * The filter's id
   */
  spamfilterid: number | `${number}`;
  /**
   * What refuses a guest: a sender's email address or, beginning with @, domain; words in the subject; words in the subject or the message
   */
  type?: string;
  /**
   * The address, @domain or words, in any letter case
   */
  pattern?: string;
}

/**
 * What UpdateSpamFilter answers
 */
export interface UpdateSpamFilterAnswer {
  spamfilterid: number;
}
