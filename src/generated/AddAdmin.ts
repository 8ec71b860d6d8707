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
   * The password with which the administrator may call, 8 characters at least
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
   * What the administrator may call: roles by id or name, as a comma list or a list; 0 for none
   *
   * @maxItems 500
   */
  roles?: string | (string | number)[];
  /**
   * The ids of the departments to work in, as a comma list or a list; 0 for all of them
   *
   * @maxItems 500
   */
  departments?: string | (string | number)[];
  /**
   * Whether the administrator may not call, nor anything that belongs to them
   */
  disabled?: boolean;
  /**
   * Whether user name and password are enough to call; without it, where there is a password
   */
  apilogin?: boolean;
  /**
   * What stands below their replies
   */
  signature?: string;
  /**
   * Notes of their own
   */
  notes?: string;
  /**
   * The language to speak to them in
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
   * The password with which the administrator may call, 8 characters at least
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
   * What the administrator may call: roles by id or name, as a comma list or a list; 0 for none
   */
  roles?: unknown;
  /**
   * The ids of the departments to work in, as a comma list or a list; 0 for all of them
   */
  departments?: unknown;
  /**
   * Whether the administrator may not call, nor anything that belongs to them
   */
  disabled?: boolean;
  /**
   * Whether user name and password are enough to call; without it, where there is a password
   */
  apilogin?: boolean;
  /**
   * What stands below their replies
   */
  signature?: string;
  /**
   * Notes of their own
   */
  notes?: string;
  /**
   * The language to speak to them in
   */
  language?: string;
}

/**
 * What AddAdmin answers
 */
export interface AddAdminAnswer {
  adminid: number;
}
