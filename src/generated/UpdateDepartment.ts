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
   * Whether mail opens tickets in it only if a client sends it. The APIs open them for everybody
   */
  clientsonly?: boolean;
  /**
   * Whether mail may only reply to tickets in it
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
   * Whether the mail server delivers support+anything@example.com to the address of the department, support@example.com: on, off, or default for the setting MailPlusAddresses
   */
  plusaddresses?: string;
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
   * Whether mail opens tickets in it only if a client sends it. The APIs open them for everybody
   */
  clientsonly?: boolean;
  /**
   * Whether mail may only reply to tickets in it
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
   * Whether the mail server delivers support+anything@example.com to the address of the department, support@example.com: on, off, or default for the setting MailPlusAddresses
   */
  plusaddresses?: string;
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
