/** Made by `npm run generate` from schemas/GetSupportDepartments.json; changes belong there. */

/**
 * List departments with the number of waiting tickets in each
 */
export interface GetSupportDepartments {
  /**
   * Whether to include departments other than the caller's
   */
  ignore_dept_assignments?: boolean;
}

/**
 * What GetSupportDepartments is called with
 */
export interface GetSupportDepartmentsCall {
  /**
   * Whether to include departments other than the caller's
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
