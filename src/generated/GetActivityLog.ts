/** Made by `npm run generate` from schemas/GetActivityLog.json; changes belong there. */

/**
 * What was changed, by whom, when and from where, the newest first
 */
export interface GetActivityLog {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most; without it, 25
   */
  limitnum?: number;
  /**
   * Only what is about this client
   */
  clientid?: number;
  /**
   * Only what happened on this day: YYYY-MM-DD
   */
  date?: Date;
  /**
   * Only what was done by those whose name contains this
   */
  user?: string;
  /**
   * Only what is described with these words
   */
  description?: string;
  /**
   * Only what came from this address
   */
  ipaddress?: string;
}
