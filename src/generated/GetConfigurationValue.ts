/** Made by `npm run generate` from schemas/GetConfigurationValue.json; changes belong there. */

/**
 * Retrieve the current value of a setting
 */
export interface GetConfigurationValue {
  /**
   * The name of the setting, in any letter case
   */
  setting: string;
}

/**
 * What GetConfigurationValue is called with
 */
export interface GetConfigurationValueCall {
  /**
   * The name of the setting, in any letter case
   */
  setting: string;
}

/**
 * What GetConfigurationValue answers
 */
export interface GetConfigurationValueAnswer {
  setting: string;
  value: string;
}
