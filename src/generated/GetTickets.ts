/** Made by `npm run generate` from schemas/GetTickets.json; changes belong there. */

/**
 * A list of tickets
 */
export interface GetTickets {
  /**
   * How many to pass over
   */
  limitstart?: number;
  /**
   * How many to give at most
   */
  limitnum?: number;
  /**
   * Only those of this department
   */
  deptid?: number;
  /**
   * Only those of this client
   */
  clientid?: number;
  /**
   * Only those of the requester with this e-mail address
   */
  email?: string;
  /**
   * Only those of this status, or of Awaiting Reply, All Active Tickets or My Flagged Tickets
   */
  status?: string;
  /**
   * Only those whose subject contains this
   */
  subject?: string;
  /**
   * Whether to list the tickets of other departments than the caller's too
   */
  ignore_dept_assignments?: boolean;
  /**
   * Only those with all of these words in number, subject and messages together
   */
  search?: string;
  /**
   * Only those with this tag
   */
  tag?: string;
  /**
   * Only those changed at this time or later
   */
  updated_since?: Date;
  /**
   * lastreply, date, updated, id, tid, subject, status, priority or deptid
   */
  orderby?: string;
  /**
   * ASC or DESC
   */
  order?: string;
}

/**
 * What GetTickets is called with
 */
export interface GetTicketsCall {
  /**
   * How many to pass over
   */
  limitstart?: number | `${number}`;
  /**
   * How many to give at most
   */
  limitnum?: number | `${number}`;
  /**
   * Only those of this department
   */
  deptid?: number | `${number}`;
  /**
   * Only those of this client
   */
  clientid?: number | `${number}`;
  /**
   * Only those of the requester with this e-mail address
   */
  email?: string;
  /**
   * Only those of this status, or of Awaiting Reply, All Active Tickets or My Flagged Tickets
   */
  status?: string;
  /**
   * Only those whose subject contains this
   */
  subject?: string;
  /**
   * Whether to list the tickets of other departments than the caller's too
   */
  ignore_dept_assignments?: boolean;
  /**
   * Only those with all of these words in number, subject and messages together
   */
  search?: string;
  /**
   * Only those with this tag
   */
  tag?: string;
  /**
   * Only those changed at this time or later
   */
  updated_since?: string;
  /**
   * lastreply, date, updated, id, tid, subject, status, priority or deptid
   */
  orderby?: string;
  /**
   * ASC or DESC
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
