/** Made by `npm run generate` from schemas/GetConfigurationValues.json; changes belong there. */

/**
 * All that can be set while the desk runs
 */
export interface GetConfigurationValues {
  /**
   * Only this one
   */
  setting?: string;
}

/**
 * What GetConfigurationValues is called with
 */
export interface GetConfigurationValuesCall {
  /**
   * Only this one
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
