/** Made by `npm run generate` from schemas/AddAdmin.json; changes belong there. */

/**
 * Add an administrator
 */
export interface AddAdmin {
  /**
   * The user name
   */
  adminusername: string;
  /**
   * The password to call with, at least 10 characters and not a common one
   */
  password2?: string;
  /**
   * The first name
   */
  firstname?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address
   */
  email?: string;
  /**
   * The administrator's roles, by id or name: a comma-separated list or an array; 0 for none
   *
   * @maxItems 500
   */
  roles?: string | (string | number)[];
  /**
   * The ids of the administrator's departments: a comma-separated list or an array; 0 for all departments
   *
   * @maxItems 500
   */
  departments?: string | (string | number)[];
  /**
   * Whether to bar the administrator from the API, together with everything that belongs to them
   */
  disabled?: boolean;
  /**
   * Whether user name and password are enough to call. By default they are if there is a password
   */
  apilogin?: boolean;
  /**
   * The signature shown below their replies
   */
  signature?: string;
  /**
   * The administrator's own notes
   */
  notes?: string;
  /**
   * The administrator's language
   */
  language?: string;
}

/**
 * What AddAdmin is called with
 */
export interface AddAdminCall {
  /**
   * The user name
   */
  adminusername: string;
  /**
   * The password to call with, at least 10 characters and not a common one
   */
  password2?: string;
  /**
   * The first name
   */
  firstname?: string;
  /**
   * The last name
   */
  lastname?: string;
  /**
   * The e-mail address
   */
  email?: string;
  /**
   * The administrator's roles, by id or name: a comma-separated list or an array; 0 for none
   */
  roles?: unknown;
  /**
   * The ids of the administrator's departments: a comma-separated list or an array; 0 for all departments
   */
  departments?: unknown;
  /**
   * Whether to bar the administrator from the API, together with everything that belongs to them
   */
  disabled?: boolean;
  /**
   * Whether user name and password are enough to call. By default they are if there is a password
   */
  apilogin?: boolean;
  /**
   * The signature shown below their replies
   */
  signature?: string;
  /**
   * The administrator's own notes
   */
  notes?: string;
  /**
   * The administrator's language
   */
  language?: string;
}

/**
 * What AddAdmin answers
 */
export interface AddAdminAnswer {
  adminid: number;
}
