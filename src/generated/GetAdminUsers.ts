/** Made by `npm run generate` from schemas/GetAdminUsers.json; changes belong there. */

/**
 * List administrators as WHMCS does
 */
export interface GetAdminUsers {
  /**
   * Only administrators with this role
   */
  roleid?: number;
  /**
   * Only administrators whose e-mail address contains this
   */
  email?: string;
  /**
   * Whether to include disabled administrators
   */
  include_disabled?: boolean;
}

/**
 * What GetAdminUsers is called with
 */
export interface GetAdminUsersCall {
  /**
   * Only administrators with this role
   */
  roleid?: number | `${number}`;
  /**
   * Only administrators whose e-mail address contains this
   */
  email?: string;
  /**
   * Whether to include disabled administrators
   */
  include_disabled?: boolean;
}

/**
 * What GetAdminUsers answers
 */
export interface GetAdminUsersAnswer {
  count: number;
  admin_users: {
    id: number;
    uuid: string;
    roleId: number;
    username: string;
    twoFactorAuthModule: string;
    firstname: string;
    lastname: string;
    email: string;
    signature: string;
    notes: string;
    template: string;
    language: string;
    isDisabled: number;
    loginAttempts: number;
    supportDepartmentIds: string[];
    receivesTicketNotifications: string[];
    homepageWidgetsConfig: string;
    hiddenHomepageWidgets: string;
    created_at: string;
    updated_at: string;
    fullName: string;
    gravatarHash: string;
  }[];
}
