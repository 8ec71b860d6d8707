/** Made by `npm run generate` from schemas/UpdateDepartment.json; changes belong there. */

/**
 * Update a department; omitted parameters stay unchanged
 */
export interface UpdateDepartment {
  /**
   * The id of the department
   */
  departmentid: number;
  /**
   * The name
   */
  name?: string;
  /**
   * What it is for; a single space removes it
   */
  description?: string;
  /**
   * The e-mail address of the department; a single space removes it
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
   * The position among the departments
   */
  sortorder?: number;
}

/**
 * What UpdateDepartment is called with
 */
export interface UpdateDepartmentCall {
  /**
   * The id of the department
   */
  departmentid: number | `${number}`;
  /**
   * The name
   */
  name?: string;
  /**
   * What it is for; a single space removes it
   */
  description?: string;
  /**
   * The e-mail address of the department; a single space removes it
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
   * The position among the departments
   */
  sortorder?: number | `${number}`;
}

/**
 * What UpdateDepartment answers
 */
export interface UpdateDepartmentAnswer {
  departmentid: number;
}
