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
