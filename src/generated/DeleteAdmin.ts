/** Made by `npm run generate` from schemas/DeleteAdmin.json; changes belong there. */

/**
 * Delete an administrator: their tickets become unassigned, their credentials end, and what they wrote keeps their name
 */
export interface DeleteAdmin {
  /**
   * The administrator's id
   */
  adminid: number;
}

/**
 * What DeleteAdmin is called with
 */
export interface DeleteAdminCall {
  /**
   * The administrator's id
   */
  adminid: number | `${number}`;
}

/**
 * What DeleteAdmin answers
 */
export interface DeleteAdminAnswer {
  adminid: number;
}
