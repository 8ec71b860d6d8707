/** Made by `npm run generate` from schemas/ResetComparison.json; changes belong there. */

/**
 * Forget what comparing with the old desk has found, to begin anew after something was mended
 */
export interface ResetComparison {
  /**
   * Only of this action
   */
  actionname?: string;
}

/**
 * What ResetComparison is called with
 */
export interface ResetComparisonCall {
  /**
   * Only of this action
   */
  actionname?: string;
}

/**
 * What ResetComparison answers
 */
export interface ResetComparisonAnswer {
  calls: number;
  differences: number;
}
