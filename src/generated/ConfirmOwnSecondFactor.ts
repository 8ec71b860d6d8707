/** Made by `npm run generate` from schemas/ConfirmOwnSecondFactor.json; changes belong there. */

/**
 * Turn on the second factor of the administrator who calls, with a code of the device, and end the sessions in other browsers
 */
export interface ConfirmOwnSecondFactor {
  /**
   * The present password, for whoever has one
   */
  presentpassword?: string;
  /**
   * A code of the device
   */
  code: string;
}

/**
 * What ConfirmOwnSecondFactor is called with
 */
export interface ConfirmOwnSecondFactorCall {
  /**
   * The present password, for whoever has one
   */
  presentpassword?: string;
  /**
   * A code of the device
   */
  code: string;
}

/**
 * What ConfirmOwnSecondFactor answers
 */
export interface ConfirmOwnSecondFactorAnswer {
  recoverycodes: {
    recoverycode: string[];
  };
}
