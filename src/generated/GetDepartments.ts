/** Made by `npm run generate` from schemas/GetDepartments.json; changes belong there. */

/**
 * All departments with their settings, in their order
 */
export interface GetDepartments {
  /**
   * Only this one
   */
  departmentid?: number;
}
