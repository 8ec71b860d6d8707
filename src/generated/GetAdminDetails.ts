/** Made by `npm run generate` from schemas/GetAdminDetails.json; changes belong there. */

/**
 * Retrieve the caller: the administrator, or the program that belongs to none
 */
export interface GetAdminDetails {}

/**
 * What GetAdminDetails is called with
 */
export interface GetAdminDetailsCall {}

/**
 * What GetAdminDetails answers
 */
export interface GetAdminDetailsAnswer {
  adminid: number;
  name: string;
  notes: string;
  signature: string;
  allowedpermissions: string;
  departments: string;
  requesttime: string;
  whmcs: {
    version: string;
    canonicalversion: string;
  };
}
