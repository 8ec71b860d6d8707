/** Made by `npm run generate` from schemas/GetConfigurationValues.json; changes belong there. */

/**
 * List all settings that can be changed while the desk runs
 */
export interface GetConfigurationValues {
  /**
   * Only the setting with this name
   */
  setting?: string;
}

/**
 * What GetConfigurationValues is called with
 */
export interface GetConfigurationValuesCall {
  /**
   * Only the setting with this name
   */
  setting?: string;
}

/**
 * What GetConfigurationValues answers
 */
export interface GetConfigurationValuesAnswer {
  totalresults: number;
  settings: {
    setting: {
      setting: string;
      value: string;
      default: string;
      description: string;
    }[];
  };
}
