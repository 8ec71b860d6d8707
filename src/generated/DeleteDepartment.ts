/** Made by `npm run generate` from schemas/DeleteDepartment.json; changes belong there. */

/**
 * Delete a department that has no tickets, not even deleted or merged ones, and no custom fields
 */
export interface DeleteDepartment {
  /**
   * The department's id
   */
  departmentid: number;
}

/**
 * What DeleteDepartment is called with
 */
export interface DeleteDepartmentCall {
  /**
   * The department's id
   */
  departmentid: number | `${number}`;
}

/**
 * What DeleteDepartment answers
 */
export interface DeleteDepartmentAnswer {
  departmentid: number;
}
