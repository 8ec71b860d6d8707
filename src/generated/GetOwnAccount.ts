/** Made by `npm run generate` from schemas/GetOwnAccount.json; changes belong there. */

/**
 * Retrieve how the administrator who calls signs in, and in which browsers
 */
export interface GetOwnAccount {}

/**
 * What GetOwnAccount is called with
 */
export interface GetOwnAccountCall {}

/**
 * What GetOwnAccount answers
 */
export interface GetOwnAccountAnswer {
  adminid: number;
  adminusername: string;
  name: string;
  email: string;
  language: string;
  signature: string;
  secondfactor: string;
  recoverycodes: number;
  sessions: {
    session: {
      sessionid: number;
      address: string;
      browser: string;
      created: string;
      lastseen: string;
      iscurrent: boolean;
    }[];
  };
}
