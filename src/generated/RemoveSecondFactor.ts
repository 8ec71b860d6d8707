/** Made by `npm run generate` from schemas/RemoveSecondFactor.json; changes belong there. */

/**
 * Remove the second factor of a user who has lost their device, and end their sessions; the user then signs in without one
 */
export interface RemoveSecondFactor {
  /**
   * The id of the user
   */
  user_id?: number;
  /**
   * The e-mail address of the user, if user_id is omitted
   */
  email?: string;
}

/**
 * What RemoveSecondFactor is called with
 */
export interface RemoveSecondFactorCall {
  /**
   * The id of the user
   */
  user_id?: number | `${number}`;
  /**
   * The e-mail address of the user, if user_id is omitted
   */
  email?: string;
}

/**
 * What RemoveSecondFactor answers
 */
export interface RemoveSecondFactorAnswer {
  user_id: number;
}
