/** Made by `npm run generate` from schemas/StartOwnSecondFactor.json; changes belong there. */

/**
 * Begin to turn on the second factor of the administrator who calls; it counts once ConfirmOwnSecondFactor proves the device
 */
export interface StartOwnSecondFactor {}

/**
 * What StartOwnSecondFactor is called with
 */
export interface StartOwnSecondFactorCall {}

/**
 * What StartOwnSecondFactor answers
 */
export interface StartOwnSecondFactorAnswer {
  adminid: number;
}
