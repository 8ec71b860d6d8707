/** Made by `npm run generate` from schemas/GetTicket.json; changes belong there. */

/**
 * Retrieve a ticket with its conversation
 */
export interface GetTicket {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The order of the replies: ASC (oldest first) or DESC
   */
  repliessort?: string;
}

/**
 * What GetTicket is called with
 */
export interface GetTicketCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * The order of the replies: ASC (oldest first) or DESC
   */
  repliessort?: string;
}

/**
 * What GetTicket answers
 */
export interface GetTicketAnswer {
  id: number;
  ticketid: number;
  tid: string;
  c: string;
  deptid: number;
  deptname: string;
  userid: number;
  contactid: number;
  name: string;
  email: string;
  requestor_name: string;
  requestor_type: string;
  requestor_email: string;
  cc: string;
  date: string;
  subject: string;
  status: string;
  priority: string;
  admin: string;
  lastreply: string;
  flag: number;
  service: string;
  preventClientClosure: boolean;
  rating?: {
    value: string;
    comment: string;
    date: string;
  };
  customfields: {
    customfield: {
      id: number;
      name: string;
      value: string;
    }[];
  };
  tags: {
    tag: string[];
  };
  replies: {
    reply: {
      replyid: number;
      userid: number;
      contactid: number;
      name: string;
      email: string;
      requestor_name: string;
      requestor_email: string;
      requestor_type: string;
      date: string;
      message: string;
      attachment: string;
      attachments: {
        filename: string;
        index: number;
      }[];
      attachments_removed: boolean;
      emails?: {
        email: {
          id: number;
          to: string;
          cc: string;
          bcc: string;
          subject: string;
          state: string;
          answer: string;
          failure_reason: string;
          recipients: {
            recipient: {
              address: string;
              state: string;
              failure_reason: string;
            }[];
          };
          retry_count: number;
          date: string;
          updated_at: string;
        }[];
      };
      admin: string;
      rating?: number;
    }[];
  };
  notes: {
    note: {
      noteid: number;
      date: string;
      message: string;
      attachment: string;
      attachments: {
        filename: string;
        index: number;
      }[];
      attachments_removed: boolean;
      admin: string;
    }[];
  };
  mails?: {
    mail: {
      id: number;
      date: string;
      received: string;
      sent: string;
      way: string;
      mailboxid: number;
      deptid: number;
      messageid: string;
      name: string;
      email: string;
      subject: string;
      size: number;
      outcome: string;
      reason: string;
      detail: string;
      flags: {
        flag: string[];
      };
      leftout: {
        file: {
          name: string;
          because: string;
        }[];
      };
      ticketid: number;
      tid: string;
      otherticketid: number;
      replyid: number;
      noteid: number;
      emailid: number;
      acknowledged: boolean;
      told: boolean;
      kept: boolean;
    }[];
  };
}
