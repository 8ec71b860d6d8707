/** Made by `npm run generate` from schemas/DeleteAdmin.json; changes belong there. */

/**
 * Delete an administrator: their tickets become unassigned, their credentials stop working, and what they wrote keeps their name
 */
export interface DeleteAdmin {
  /**
   * The id of the administrator
   */
  adminid: number;
}

/**
 * What DeleteAdmin is called with
 */
export interface DeleteAdminCall {
  /**
   * The id of the administrator
   */
  adminid: number | `${number}`;
}

/**
 * What DeleteAdmin answers
 */
export interface DeleteAdminAnswer {
  adminid: number;
}
