/** Made by `npm run generate` from schemas/DeleteSpamFilter.json; changes belong there. */

/**
 * Delete a spam filter: what it refused is accepted from then on
 */
export interface DeleteSpamFilter {
  /**
   * The filter's id
   */
  spamfilterid: number;
}

/**
 * What DeleteSpamFilter is called with
 */
export interface DeleteSpamFilterCall {
  /**
   * The filter's id
   */
  spamfilterid: number | `${number}`;
}

/**
 * What DeleteSpamFilter answers
 */
export interface DeleteSpamFilterAnswer {
  spamfilterid: number;
}
