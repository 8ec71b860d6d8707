/** Made by `npm run generate` from schemas/ResetConfigurationValue.json; changes belong there. */

/**
 * Set a setting back to what it is where nobody sets it
 */
export interface ResetConfigurationValue {
  /**
   * Its name, in any letter case
   */
  setting: string;
}

/**
 * What ResetConfigurationValue is called with
 */
export interface ResetConfigurationValueCall {
  /**
   * Its name, in any letter case
   */
  setting: string;
}

/**
 * What ResetConfigurationValue answers
 */
export interface ResetConfigurationValueAnswer {
  setting: string;
  value: string;
}
