/** Made by `npm run generate` from schemas/LogActivity.json; changes belong there. */

/**
 * Write an entry into the activity log
 */
export interface LogActivity {
  /**
   * The client whom it is about
   */
  clientid?: number;
  /**
   * What happened
   */
  description: string;
}

/**
 * What LogActivity is called with
 */
export interface LogActivityCall {
  /**
   * The client whom it is about
   */
  clientid?: number | `${number}`;
  /**
   * What happened
   */
  description: string;
}

/**
 * What LogActivity answers
 */
export interface LogActivityAnswer {}
