/** Made by `npm run generate` from schemas/GetReceivedMail.json; changes belong there. */

/**
 * Show a mail with everything that its ticket hides: quoted mail, its HTML made safe, its pictures
 */
export interface GetReceivedMail {
  /**
   * The id of the mail in the import log
   */
  mailid: number;
  /**
   * Whether the HTML may have pictures that lie on other servers. These learn then that and when it is read
   */
  remoteimages?: boolean;
  /**
   * Whether to answer the mail as it came, too
   */
  raw?: boolean;
}

/**
 * What GetReceivedMail is called with
 */
export interface GetReceivedMailCall {
  /**
   * The id of the mail in the import log
   */
  mailid: number | `${number}`;
  /**
   * Whether the HTML may have pictures that lie on other servers. These learn then that and when it is read
   */
  remoteimages?: boolean;
  /**
   * Whether to answer the mail as it came, too
   */
  raw?: boolean;
}

/**
 * What GetReceivedMail answers
 */
export interface GetReceivedMailAnswer {
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
  };
  text: string;
  html: string;
  remoteimages: number;
  files: {
    file: {
      attachmentid: number;
      filename: string;
      size: number;
      contentid: string;
      inline: boolean;
    }[];
  };
  raw: string;
}
