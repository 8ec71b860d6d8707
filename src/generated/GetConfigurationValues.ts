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
