/** Made by `npm run generate` from schemas/UpdateDepartment.json; changes belong there. */

/**
 * Change a department; what is not sent stays as it is
 */
export interface UpdateDepartment {
  /**
   * The department's id
   */
  departmentid: number;
  /**
   * What it is called
   */
  name?: string;
  /**
   * What it is for; one space takes it away
   */
  description?: string;
  /**
   * The e-mail address of the department; one space takes it away
   */
  email?: string;
  /**
   * Kept for callers: whether only clients may open tickets in it
   */
  clientsonly?: boolean;
  /**
   * Kept for callers: whether mail to it may only answer tickets
   */
  repliesonly?: boolean;
  /**
   * Whether clients do not see it
   */
  hidden?: boolean;
  /**
   * Whether clients may not close its tickets
   */
  preventclientclosure?: boolean;
  /**
   * Its place among the departments
   */
  sortorder?: number;
}

/**
 * What UpdateDepartment is called with
 */
export interface UpdateDepartmentCall {
  /**
   * The department's id
   */
  departmentid: number | `${number}`;
  /**
   * What it is called
   */
  name?: string;
  /**
   * What it is for; one space takes it away
   */
  description?: string;
  /**
   * The e-mail address of the department; one space takes it away
   */
  email?: string;
  /**
   * Kept for callers: whether only clients may open tickets in it
   */
  clientsonly?: boolean;
  /**
   * Kept for callers: whether mail to it may only answer tickets
   */
  repliesonly?: boolean;
  /**
   * Whether clients do not see it
   */
  hidden?: boolean;
  /**
   * Whether clients may not close its tickets
   */
  preventclientclosure?: boolean;
  /**
   * Its place among the departments
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateDepartment answers
 */
export interface UpdateDepartmentAnswer {
  departmentid: number;
}
