/** Made by `npm run generate` from schemas/GetRoles.json; changes belong there. */

/**
 * List roles with the actions they allow, ordered by name
 */
export interface GetRoles {
  /**
   * Only this role
   */
  roleid?: number;
}

/**
 * What GetRoles is called with
 */
export interface GetRolesCall {
  /**
   * Only this role
   */
  roleid?: number | `${number}`;
}

/**
 * What GetRoles answers
 */
export interface GetRolesAnswer {
  totalresults: number;
  roles: {
    role: {
      id: number;
      name: string;
      actions: string;
      credentials: number;
      admins: number;
    }[];
  };
}
