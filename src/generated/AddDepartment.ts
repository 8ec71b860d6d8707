/** Made by `npm run generate` from schemas/AddDepartment.json; changes belong there. */

/**
 * Add a department
 */
export interface AddDepartment {
  /**
   * What it is called
   */
  name: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The e-mail address of the department
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
   * Its place among the departments; without it, the last
   */
  sortorder?: number;
}

/**
 * What AddDepartment is called with
 */
export interface AddDepartmentCall {
  /**
   * What it is called
   */
  name: string;
  /**
   * What it is for
   */
  description?: string;
  /**
   * The e-mail address of the department
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
   * Its place among the departments; without it, the last
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddDepartment answers
 */
export interface AddDepartmentAnswer {
  departmentid: number;
}
