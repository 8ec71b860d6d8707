/** Somebody in a header. */
export interface Mailbox {
  /** Decoded, on one line, without control and zero-width characters; empty if there is none. */
  name: string;
  /** As written, but with the domain in lower case. */
  address: string;
  /** For comparing: all in lower case, with the domain as the DNS has it (`xn--...`). */
  key: string;
}

/** One header, with its name in lower case and its value decoded, unfolded and without control characters. */
interface HeaderLine {
  name: string;
  value: string;
}

/** A file that came with a mail. */
export interface MailFile {
  /** Safe, as those of uploads are. Never empty; two files may have the same one. */
  name: string;
  /** The media type in lower case, without parameters. */
  type: string;
  content: Buffer;
  /** The Content-ID without brackets. */
  contentId: string | null;
  /** Whether the HTML shows it in place. */
  isInline: boolean;
}

/** A file that came with a mail and is not handed on. */
export interface LeftOutFile {
  name: string;
  type: string;
  size: number;
  because: 'too large' | 'too many';
}

/** What a report says of one address. */
export interface ReportedRecipient {
  /** As in `Mailbox.key`. */
  address: string;
  /** To which the mail was sent, if the report says so: `address` may be where a mail server passed it on to. */
  original: string | null;
  /** `failed` alone is a failure; also `delayed`, `delivered`, `relayed`, `expanded`, or any other word, in lower case. */
  action: string;
  /** Such as `5.1.1`. */
  status: string | null;
  diagnostic: string | null;
}

/** A mail that a mail program or mail server wrote about another mail. */
export interface Report {
  /** RFC 3464, or a bounce in words; RFC 8098; RFC 5965. */
  kind: 'delivery-status' | 'disposition' | 'abuse';
  recipients: ReportedRecipient[];
  /** The Message-IDs that it may be about, the likeliest first: of the returned headers, then of the text. */
  messageIds: string[];
}

/**
 * - `malformed`: parts are missing or broken
 * - `unread`: reading took too long or too much; there are headers, and neither text nor files
 * - `empty-body`: there is no text
 * - `signed`, `encrypted`: by S/MIME or OpenPGP
 * - `name-looks-like-address`: the sender's name has an address in it, which may mislead
 * - `remote-images`: the HTML has pictures that lie elsewhere
 * - `attachment-left-out`: a file is larger than the limit
 * - `too-many-attachments`: there are more files than the limit
 */
export type MailFlag =
  | 'malformed'
  | 'unread'
  | 'empty-body'
  | 'signed'
  | 'encrypted'
  | 'name-looks-like-address'
  | 'remote-images'
  | 'attachment-left-out'
  | 'too-many-attachments';

/** Where what is hidden of a text and of its HTML begins: quoted mail and signatures. -1 if nothing is. */
export interface Cut {
  text: number;
  html: number;
}

/** A mail as it is read from its bytes. It is plain data, which can be handed from thread to thread. */
export interface ReceivedMail {
  /** Without brackets; null if there is none or an empty one. */
  messageId: string | null;
  /** Message-IDs without brackets, also of the old forms of RFC 5322 4.5.4. */
  inReplyTo: string[];
  /** Oldest first; of very many, the last 100. */
  references: string[];

  /** Who wrote it: the first of From, else Sender, else Return-Path. Null if nobody is named. */
  author: Mailbox | null;
  /** Everybody in From. Members of groups stand for their group, here and below. */
  from: Mailbox[];
  sender: Mailbox | null;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  /** The address; '' is the null path of automatic mail, and null means that no header says it. */
  returnPath: string | null;
  /** The addresses of Delivered-To, X-Original-To and Envelope-To, in this order. */
  deliveredTo: Mailbox[];

  /** Decoded, on one line, whole; empty if there is none. */
  subject: string;
  /** When the sender says that it was sent. Null if that is no date. It may lie in the future. */
  date: Date | null;
  /** All headers of the mail itself, the topmost first. `headerValues` finds those of a name. */
  headers: HeaderLine[];

  /** The whole text, with LF at line ends, made from the HTML where there is no plain one. */
  text: string;
  /** The whole HTML as it came, in Unicode; null if there is none. It is not safe to show. */
  html: string | null;
  files: MailFile[];
  leftOut: LeftOutFile[];

  /** What is visible of a mail that opens a ticket, and of one that answers. */
  cuts: { opening: Cut; reply: Cut };

  /** Null for mails that are no report. */
  report: Report | null;
  flags: MailFlag[];
  /** The same for two copies of one mail: SHA-256 in hexadecimal of From, Subject, Date and the body. */
  digest: string;
}

/** What of a mail is handed on. */
export interface ReadingLimits {
  files: number;
  fileBytes: number;
}

/** The values of a header, the topmost first. */
export const headerValues = (mail: Pick<ReceivedMail, 'headers'>, name: string): string[] => {
  const wanted = name.toLowerCase();
  return mail.headers.filter((header) => header.name === wanted).map(({ value }) => value);
};

/** A text in two parts. Together they hold everything that it says. */
export interface Trimmed {
  visible: string;
  /** Quoted mail and signatures, in the order of the text; empty if nothing is hidden. */
  hidden: string;
  /** The visible beginning of the HTML; null if there is none or if nothing of it is hidden. Tags may be open. */
  visibleHtml: string | null;
}
