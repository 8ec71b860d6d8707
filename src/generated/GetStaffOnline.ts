/** Made by `npm run generate` from schemas/GetStaffOnline.json; changes belong there. */

/**
 * Administrators who did something in the last 15 minutes, the latest first
 */
export interface GetStaffOnline {}

/**
 * What GetStaffOnline is called with
 */
export interface GetStaffOnlineCall {}

/**
 * What GetStaffOnline answers
 */
export interface GetStaffOnlineAnswer {
  totalresults: number;
  staffonline: {
    staff: {
      adminusername: string;
      logintime: string;
      ipaddress: string;
      lastvisit: string;
    }[];
  };
}
