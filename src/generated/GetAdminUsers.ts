/** Made by `npm run generate` from schemas/GetAdminUsers.json; changes belong there. */

/**
 * Administrators as WHMCS lists them
 */
export interface GetAdminUsers {
  /**
   * Only those with this role
   */
  roleid?: number;
  /**
   * Only those whose e-mail address contains this
   */
  email?: string;
  /**
   * Whether to list those that are disabled too
   */
  include_disabled?: boolean;
}

/**
 * What GetAdminUsers is called with
 */
export interface GetAdminUsersCall {
  /**
   * Only those with this role
   */
  roleid?: number | `${number}`;
  /**
   * Only those whose e-mail address contains this
   */
  email?: string;
  /**
   * Whether to list those that are disabled too
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
