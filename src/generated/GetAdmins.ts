/** Made by `npm run generate` from schemas/GetAdmins.json; changes belong there. */

/**
 * Administrators, the oldest first, with roles and departments
 */
export interface GetAdmins {
  /**
   * Only this administrator
   */
  adminid?: number;
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most, 25 without it
   */
  limitnum?: number;
}
