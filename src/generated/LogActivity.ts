/** Made by `npm run generate` from schemas/LogActivity.json; changes belong there. */

/**
 * Add an entry to the activity log
 */
export interface LogActivity {
  /**
   * The id of the client it is about
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
   * The id of the client it is about
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
