/** Made by `npm run generate` from schemas/GetDepartments.json; changes belong there. */

/**
 * List all departments with their settings, in their order
 */
export interface GetDepartments {
  /**
   * Only the one with this id
   */
  departmentid?: number;
}

/**
 * What GetDepartments is called with
 */
export interface GetDepartmentsCall {
  /**
   * Only the one with this id
   */
  departmentid?: number | `${number}`;
}

/**
 * What GetDepartments answers
 */
export interface GetDepartmentsAnswer {
  totalresults: number;
  departments: {
    department: {
      id: number;
      name: string;
      description: string;
      email: string;
      clientsonly: boolean;
      repliesonly: boolean;
      hidden: boolean;
      preventclientclosure: boolean;
      plusaddresses?: string;
      sortorder: number;
    }[];
  };
}
