/** Made by `npm run generate` from schemas/RemoveAdminSecondFactor.json; changes belong there. */

/**
 * Remove the second factor of an administrator who has lost their device, and end their sessions; they then sign in without one
 */
export interface RemoveAdminSecondFactor {
  /**
   * The id of the administrator
   */
  adminid: number;
}

/**
 * What RemoveAdminSecondFactor is called with
 */
export interface RemoveAdminSecondFactorCall {
  /**
   * The id of the administrator
   */
  adminid: number | `${number}`;
}

/**
 * What RemoveAdminSecondFactor answers
 */
export interface RemoveAdminSecondFactorAnswer {
  adminid: number;
}
