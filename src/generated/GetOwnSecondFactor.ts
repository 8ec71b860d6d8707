/** Made by `npm run generate` from schemas/GetOwnSecondFactor.json; changes belong there. */

/**
 * Retrieve the secret of a second factor that is not confirmed yet, for the device
 */
export interface GetOwnSecondFactor {}

/**
 * What GetOwnSecondFactor is called with
 */
export interface GetOwnSecondFactorCall {}

/**
 * What GetOwnSecondFactor answers
 */
export interface GetOwnSecondFactorAnswer {
  secret: string;
  address: string;
}
