/** Made by `npm run generate` from schemas/DeleteSpamFilter.json; changes belong there. */

/**
 * Delete a spam filter, so that what it refused is accepted again
 */
export interface DeleteSpamFilter {
  /**
   * The id of the filter
   */
  spamfilterid: number;
}

/**
 * What DeleteSpamFilter is called with
 */
export interface DeleteSpamFilterCall {
  /**
   * The id of the filter
   */
  spamfilterid: number | `${number}`;
}

/**
 * What DeleteSpamFilter answers
 */
export interface DeleteSpamFilterAnswer {
  spamfilterid: number;
}
