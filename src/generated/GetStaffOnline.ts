/** Made by `npm run generate` from schemas/GetStaffOnline.json; changes belong there. */

/**
 * Administrators who did something in the last 15 minutes, the latest first
 */
export interface GetStaffOnline {}
