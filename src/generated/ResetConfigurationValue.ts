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
