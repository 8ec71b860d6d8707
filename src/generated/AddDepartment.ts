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
