/** Made by `npm run generate` from schemas/SetConfigurationValue.json; changes belong there. */

/**
 * Change a setting; every process of the desk sees it within a second
 */
export interface SetConfigurationValue {
  /**
   * The name of the setting, in any letter case
   */
  setting: string;
  /**
   * The new value; GetConfigurationValues lists the settings
   */
  value: string;
}

/**
 * What SetConfigurationValue is called with
 */
export interface SetConfigurationValueCall {
  /**
   * The name of the setting, in any letter case
   */
  setting: string;
  /**
   * The new value; GetConfigurationValues lists the settings
   */
  value: string;
}

/**
 * What SetConfigurationValue answers
 */
export interface SetConfigurationValueAnswer {
  value_changed: boolean;
}
