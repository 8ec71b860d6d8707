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
   * Only tickets whose subject contains this, in any letter case and with or without accents
   */
  subject?: string;
  /**
   * Whether to include tickets of departments other than the caller's, without their access codes; ignored with search or query
   */
  ignore_dept_assignments?: boolean;
  /**
   * Only tickets that contain all of these words in their number, subject and messages together, in any letter case and with or without accents
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
   * Only tickets in one of these departments, by their ids or names
   *
   * @maxItems 500
   */
  deptids?: string | (string | number)[];
  /**
   * Only tickets with one of these statuses, by their titles or ids
   *
   * @maxItems 500
   */
  statuses?: string | (string | number)[];
  /**
   * Only tickets assigned to one of these administrators, by their user names, names or ids; me for the caller, none for nobody. Clients name them by ids
   *
   * @maxItems 500
   */
  assignees?: string | (string | number)[];
  /**
   * Only tickets assigned to the administrator with this id; 0 for unassigned tickets
   */
  flag?: number;
  /**
   * Only tickets with this priority
   */
  priority?: string;
  /**
   * Only tickets for people with a name or an e-mail address that has a word which begins with this; for a whole address, only for people with that one
   */
  requester?: string;
  /**
   * Only tickets in this category
   */
  categoryid?: number;
  /**
   * Only tickets of this type
   */
  typeid?: number;
  /**
   * Only tickets opened at or after this time
   */
  created_since?: Date;
  /**
   * Only tickets opened at or before this time
   */
  created_until?: Date;
  /**
   * Only tickets changed at or before this time
   */
  updated_until?: Date;
  /**
   * Only tickets with files, or only those without
   */
  has_attachment?: boolean;
  /**
   * Only tickets that are put off until later, or only those that are not
   */
  snoozed?: boolean;
  /**
   * Only tickets in which something is new to the calling administrator, or only those in which nothing is
   */
  unread?: boolean;
  /**
   * Only tickets that meet all conditions of a query, such as status:open from:ann -tag:vip "two words"; docs/QUERIES.md lists them. Only for administrators and programs
   */
  query?: string;
  /**
   * Whether each ticket comes with what a queue shows: deptname to due in the answer. Only for administrators and programs
   */
  rowdetails?: boolean;
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
   * Only tickets whose subject contains this, in any letter case and with or without accents
   */
  subject?: string;
  /**
   * Whether to include tickets of departments other than the caller's, without their access codes; ignored with search or query
   */
  ignore_dept_assignments?: boolean;
  /**
   * Only tickets that contain all of these words in their number, subject and messages together, in any letter case and with or without accents
   */
  search?: string;
  /**
   * Only tickets with this tag
   */
  tag?: string;
  /**
   * Only tickets changed at or after this time
   */
  updated_since?: string | Date;
  /**
   * Only tickets in one of these departments, by their ids or names
   */
  deptids?: unknown;
  /**
   * Only tickets with one of these statuses, by their titles or ids
   */
  statuses?: unknown;
  /**
   * Only tickets assigned to one of these administrators, by their user names, names or ids; me for the caller, none for nobody. Clients name them by ids
   */
  assignees?: unknown;
  /**
   * Only tickets assigned to the administrator with this id; 0 for unassigned tickets
   */
  flag?: number | `${number}`;
  /**
   * Only tickets with this priority
   */
  priority?: string;
  /**
   * Only tickets for people with a name or an e-mail address that has a word which begins with this; for a whole address, only for people with that one
   */
  requester?: string;
  /**
   * Only tickets in this category
   */
  categoryid?: number | `${number}`;
  /**
   * Only tickets of this type
   */
  typeid?: number | `${number}`;
  /**
   * Only tickets opened at or after this time
   */
  created_since?: string | Date;
  /**
   * Only tickets opened at or before this time
   */
  created_until?: string | Date;
  /**
   * Only tickets changed at or before this time
   */
  updated_until?: string | Date;
  /**
   * Only tickets with files, or only those without
   */
  has_attachment?: boolean;
  /**
   * Only tickets that are put off until later, or only those that are not
   */
  snoozed?: boolean;
  /**
   * Only tickets in which something is new to the calling administrator, or only those in which nothing is
   */
  unread?: boolean;
  /**
   * Only tickets that meet all conditions of a query, such as status:open from:ann -tag:vip "two words"; docs/QUERIES.md lists them. Only for administrators and programs
   */
  query?: string;
  /**
   * Whether each ticket comes with what a queue shows: deptname to due in the answer. Only for administrators and programs
   */
  rowdetails?: boolean;
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
      deptname?: string;
      flagname?: string;
      statuscolor?: string;
      closed?: boolean;
      tags?: string[];
      unread?: boolean;
      lastmessageby?: string;
      lastmessagename?: string;
      updated?: string;
      snoozeduntil?: string;
      due?: string;
    }[];
  };
}
