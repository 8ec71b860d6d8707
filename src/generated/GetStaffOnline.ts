/** Made by `npm run generate` from schemas/GetStaffOnline.json; changes belong there. */

/**
 * List the administrators active in the last 15 minutes, most recent first
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
