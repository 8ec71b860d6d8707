/** Made by `npm run generate` from schemas/DeleteDepartment.json; changes belong there. */

/**
 * Delete a department that has no custom fields and no tickets, not even deleted or merged ones
 */
export interface DeleteDepartment {
  /**
   * The id of the department
   */
  departmentid: number;
}

/**
 * What DeleteDepartment is called with
 */
export interface DeleteDepartmentCall {
  /**
   * The id of the department
   */
  departmentid: number | `${number}`;
}

/**
 * What DeleteDepartment answers
 */
export interface DeleteDepartmentAnswer {
  departmentid: number;
}
