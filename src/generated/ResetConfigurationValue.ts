/** Made by `npm run generate` from schemas/ResetConfigurationValue.json; changes belong there. */

/**
 * Reset a setting to its default
 */
export interface ResetConfigurationValue {
  /**
   * The name of the setting, in any letter case
   */
  setting: string;
}

/**
 * What ResetConfigurationValue is called with
 */
export interface ResetConfigurationValueCall {
  /**
   * The name of the setting, in any letter case
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
