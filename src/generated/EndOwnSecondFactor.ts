/** Made by `npm run generate` from schemas/EndOwnSecondFactor.json; changes belong there. */

/**
 * Turn off the second factor of the administrator who calls
 */
export interface EndOwnSecondFactor {
  /**
   * The present password
   */
  presentpassword: string;
  /**
   * A code of the device, or a recovery code
   */
  code: string;
}

/**
 * What EndOwnSecondFactor is called with
 */
export interface EndOwnSecondFactorCall {
  /**
   * The present password
   */
  presentpassword: string;
  /**
   * A code of the device, or a recovery code
   */
  code: string;
}

/**
 * What EndOwnSecondFactor answers
 */
export interface EndOwnSecondFactorAnswer {
  adminid: number;
}
