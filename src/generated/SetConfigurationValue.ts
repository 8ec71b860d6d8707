/** Made by `npm run generate` from schemas/SetConfigurationValue.json; changes belong there. */

/**
 * Set a setting; every process of the desk sees it within a second
 */
export interface SetConfigurationValue {
  /**
   * Its name, in any letter case
   */
  setting: string;
  /**
   * What it is set to; GetConfigurationValues lists what there is to set
   */
  value: string;
}

/**
 * What SetConfigurationValue is called with
 */
export interface SetConfigurationValueCall {
  /**
   * Its name, in any letter case
   */
  setting: string;
  /**
   * What it is set to; GetConfigurationValues lists what there is to set
   */
  value: string;
}

/**
 * What SetConfigurationValue answers
 */
export interface SetConfigurationValueAnswer {
  value_changed: boolean;
}
