/** Made by `npm run generate` from schemas/GetTicketConversation.json; changes belong there. */

/**
 * Retrieve what those who work on a ticket see: a part of its conversation as safe HTML, the newest by default, with what became of each mail, and the facts that UpdateTicket changes
 */
export interface GetTicketConversation {
  /**
   * The id of the ticket
   */
  ticketid?: number;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * Only messages before the one with this id, and the notes between them
   */
  before?: number;
  /**
   * The maximum number of messages; 50 by default
   */
  limitnum?: number;
  /**
   * The id of the message whose pictures on other servers are to be shown
   */
  remoteimages?: number;
}

/**
 * What GetTicketConversation is called with
 */
export interface GetTicketConversationCall {
  /**
   * The id of the ticket
   */
  ticketid?: number | `${number}`;
  /**
   * The number of the ticket, instead of its id
   */
  ticketnum?: string;
  /**
   * Only messages before the one with this id, and the notes between them
   */
  before?: number | `${number}`;
  /**
   * The maximum number of messages; 50 by default
   */
  limitnum?: number | `${number}`;
  /**
   * The id of the message whose pictures on other servers are to be shown
   */
  remoteimages?: number | `${number}`;
}

/**
 * What GetTicketConversation answers
 */
export interface GetTicketConversationAnswer {
  ticketid: number;
  tid: string;
  c: string;
  subject: string;
  deptid: number;
  deptname: string;
  statusid: number;
  status: string;
  statuscolor: string;
  closed: boolean;
  priorityid: number;
  priority: string;
  flag: number;
  flagname: string;
  categoryid: number;
  category: string;
  typeid: number;
  type: string;
  userid: number;
  contactid: number;
  name: string;
  email: string;
  requestor_type: string;
  company: string;
  groupname: string;
  groupcolor: string;
  clientstatus: string;
  cc: {
    email: string[];
  };
  tags: {
    tag: string[];
  };
  date: string;
  lastreply: string;
  updated: string;
  closedat: string;
  duedate: string;
  snoozeuntil: string;
  source: string;
  service: string;
  preventClientClosure: boolean;
  viewed: boolean;
  rating?: {
    value: string;
    comment: string;
    date: string;
  };
  mergedtickets: {
    ticket: {
      ticketid: number;
      tid: string;
    }[];
  };
  customfields: {
    customfield: {
      id: number;
      name: string;
      type: string;
      required: boolean;
      staffonly: boolean;
      value: string;
      options: {
        option: {
          id: number;
          parentid: number;
          name: string;
          chosen: boolean;
        }[];
      };
    }[];
  };
  timezone: string;
  older: boolean;
  entries: {
    entry: {
      kind: string;
      id: number;
      first: boolean;
      author: string;
      adminid: number;
      userid: number;
      name: string;
      email: string;
      date: string;
      edited: string;
      html: string;
      quoted: string;
      remoteimages: number;
      files: {
        file: {
          id: number;
          relatedid: number;
          relatedtype: string;
          index: number;
          filename: string;
          size: number;
          image: boolean;
          kept: boolean;
          url: string;
        }[];
      };
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
      mailid: number;
      mailflags?: {
        flag: string[];
      };
      leftout?: {
        file: {
          name: string;
          because: string;
        }[];
      };
      rating?: number;
    }[];
  };
}
