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

/**
 * What GetSupportDepartments is called with
 */
export interface GetSupportDepartmentsCall {
  /**
   * Whether to list other departments than the caller's too
   */
  ignore_dept_assignments?: boolean;
}

/**
 * What GetSupportDepartments answers
 */
export interface GetSupportDepartmentsAnswer {
  totalresults: number;
  departments: {
    department: {
      id: number;
      name: string;
      awaitingreply: number;
      opentickets: number;
    }[];
  };
}
