/** Made by `npm run generate` from schemas/GetConfigurationValue.json; changes belong there. */

/**
 * What a setting is set to now
 */
export interface GetConfigurationValue {
  /**
   * Its name, in any letter case
   */
  setting: string;
}

/**
 * What GetConfigurationValue is called with
 */
export interface GetConfigurationValueCall {
  /**
   * Its name, in any letter case
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
