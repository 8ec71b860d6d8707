/** Made by `npm run generate` from schemas/GetTickets.json; changes belong there. */

/**
 * List tickets
 */
export interface GetTickets {
  /**
   * The number of results to skip
   */
  limitstart?: number;
  /**
   * The maximum number of results
   */
  limitnum?: number;
  /**
   * Only tickets in this department
   */
  deptid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only tickets whose requester has this e-mail address
   */
  email?: string;
  /**
   * Only tickets with this status; also Awaiting Reply, All Active Tickets or My Flagged Tickets
   */
  status?: string;
  /**
   * Only tickets whose subject contains this
   */
  subject?: string;
  /**
   * Whether to include tickets of departments other than the caller's
   */
  ignore_dept_assignments?: boolean;
  /**
   * Only tickets that contain all of these words in their number, subject and messages together
   */
  search?: string;
  /**
   * Only tickets with this tag
   */
  tag?: string;
  /**
   * Only tickets changed at or after this time
   */
  updated_since?: Date;
  /**
   * The sort order: lastreply, date, updated, id, tid, subject, status, priority or deptid
   */
  orderby?: string;
  /**
   * The sort direction: ASC or DESC
   */
  order?: string;
}

/**
 * What GetTickets is called with
 */
export interface GetTicketsCall {
  /**
   * The number of results to skip
   */
  limitstart?: number | `${number}`;
  /**
   * The maximum number of results
   */
  limitnum?: number | `${number}`;
  /**
   * Only tickets in this department
   */
  deptid?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only tickets whose requester has this e-mail address
   */
  email?: string;
  /**
   * Only tickets with this status; also Awaiting Reply, All Active Tickets or My Flagged Tickets
   */
  status?: string;
  /**
   * Only tickets whose subject contains this
   */
  subject?: string;
  /**
   * Whether to include tickets of departments other than the caller's
   */
  ignore_dept_assignments?: boolean;
  /**
   * Only tickets that contain all of these words in their number, subject and messages together
   */
  search?: string;
  /**
   * Only tickets with this tag
   */
  tag?: string;
  /**
   * Only tickets changed at or after this time
   */
  updated_since?: string;
  /**
   * The sort order: lastreply, date, updated, id, tid, subject, status, priority or deptid
   */
  orderby?: string;
  /**
   * The sort direction: ASC or DESC
   */
  order?: string;
}

/**
 * What GetTickets answers
 */
export interface GetTicketsAnswer {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  tickets: {
    ticket: {
      id: number;
      tid: string;
      deptid: number;
      userid: number;
      name: string;
      owner_name: string;
      email: string;
      requestor_name: string;
      requestor_email: string;
      requestor_type: string;
      cc: string;
      c: string;
      date: string;
      subject: string;
      status: string;
      priority: string;
      admin: string;
      attachment: string;
      attachments: {
        filename: string;
        index: number;
      }[];
      attachments_removed: boolean;
      lastreply: string;
      flag: number;
      service: string;
    }[];
  };
}
