/** Made by `npm run generate` from schemas/GetAdminDetails.json; changes belong there. */

/**
 * Who calls: the administrator, or the program that belongs to none
 */
export interface GetAdminDetails {}
