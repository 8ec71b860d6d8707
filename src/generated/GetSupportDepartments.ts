/** Made by `npm run generate` from schemas/GetSupportDepartments.json; changes belong there. */

/**
 * The departments and how much waits in each
 */
export interface GetSupportDepartments {
  /**
   * Whether to list other departments than the caller's too
   */
  ignore_dept_assignments?: boolean;
}
