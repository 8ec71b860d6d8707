/** Made by `npm run generate` from schemas/EndOwnSession.json; changes belong there. */

/**
 * Sign the administrator who calls out in one browser, or in all but the one that calls
 */
export interface EndOwnSession {
  /**
   * The id of the session, from GetOwnAccount; without one, all others are ended
   */
  sessionid?: number;
}

/**
 * What EndOwnSession is called with
 */
export interface EndOwnSessionCall {
  /**
   * The id of the session, from GetOwnAccount; without one, all others are ended
   */
  sessionid?: number | `${number}`;
}

/**
 * What EndOwnSession answers
 */
export interface EndOwnSessionAnswer {
  ended: number;
}
