/** Made by `npm run generate` from schemas/AddDepartment.json; changes belong there. */

/**
 * Add a department
 */
export interface AddDepartment {
  /**
   * The name
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
   * Whether only clients may open tickets in it. It is stored only and has no effect
   */
  clientsonly?: boolean;
  /**
   * Whether incoming e-mail may only reply to tickets. It is stored only and has no effect
   */
  repliesonly?: boolean;
  /**
   * Whether the department is hidden from clients
   */
  hidden?: boolean;
  /**
   * Whether clients are prevented from closing tickets of the department
   */
  preventclientclosure?: boolean;
  /**
   * The position among the departments; last by default
   */
  sortorder?: number;
}

/**
 * What AddDepartment is called with
 */
export interface AddDepartmentCall {
  /**
   * The name
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
   * Whether only clients may open tickets in it. It is stored only and has no effect
   */
  clientsonly?: boolean;
  /**
   * Whether incoming e-mail may only reply to tickets. It is stored only and has no effect
   */
  repliesonly?: boolean;
  /**
   * Whether the department is hidden from clients
   */
  hidden?: boolean;
  /**
   * Whether clients are prevented from closing tickets of the department
   */
  preventclientclosure?: boolean;
  /**
   * The position among the departments; last by default
   */
  sortorder?: number | `${number}`;
}

/**
 * What AddDepartment answers
 */
export interface AddDepartmentAnswer {
  departmentid: number;
}
