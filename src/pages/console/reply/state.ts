import type { FileLimits } from '../../script-parts';

/** What the forms need of a ticket. GetTicketConversation's answer has it. */
export interface AnsweredTicket {
  ticketid: number;
  tid: string;
  status: string;
  cc: { email: readonly string[] };
  /** The newest messages and notes. */
  entries: { entry: readonly TicketEntry[] };
}

/** A message or a note. */
interface TicketEntry {
  kind: string;
  id: number;
  /** Whether it is the message that opened the ticket, which is no reply. */
  first: boolean;
  name: string;
  date: Date;
  /** Safe markup. */
  html: string;
}

/** A scheduled reply, as GetScheduledReplies lists it. */
export interface ScheduledReply {
  scheduledid: number;
  ticketid: number;
  adminid: number;
  admin: string;
  message: string;
  markdown: boolean;
  status: string;
  cc: string;
  attachments: readonly { filename: string }[];
  date: Date;
  dueat: Date;
  state: 'pending' | 'stopped' | 'sent' | 'cancelled';
  reason: string;
  seenreplyid: number;
  seennoteid: number;
}

/** What was entered in a form, by the names of its inputs. */
export interface EnteredReply {
  message: string;
  markdown: boolean;
  status: string;
  cc: string;
  /** Which messages the mail quotes, as AddTicketReply reads it; empty for none. */
  quote: string;
  when: string;
  sendat: string;
}

/** What the forms show besides the ticket. */
export interface ReplyState {
  /** Sent with the forms, so that sending one twice has one effect. */
  key: string;
  /** Which form is open. */
  open: 'reply' | 'note';
  drafts: readonly { kind: string; message: string; date: Date }[];
  /** The pending and the stopped replies to the ticket, of everybody. */
  scheduled: readonly ScheduledReply[];
  /** The titles of the statuses, and of the first with which tickets close; empty if there is none. */
  statuses: readonly string[];
  closed: string;
  limits: FileLimits;
  /** A reply that was taken back, which fills the form. */
  taken?: ScheduledReply;
  /** The form that was refused, so that no word is lost. */
  entered?: EnteredReply;
  /** Why it was refused; empty if it was not. */
  problem: string;
}

/** What somebody who looks at a ticket has seen of it. */
export interface Seen {
  seenreplyid: number;
  seennoteid: number;
  seenstatus: string;
}

/** What is needed of a ticket to tell what of it was seen. */
interface SeenTicket {
  status: string;
  entries: { entry: readonly Pick<TicketEntry, 'kind' | 'id' | 'first'>[] };
}

export function seenOf({ entries: { entry }, status }: SeenTicket): Seen {
  const newest = (kind: string) =>
    entry.reduce((most, { kind: own, id, first }) => (own === kind && !first ? Math.max(most, id) : most), 0);
  return { seenreplyid: newest('message'), seennoteid: newest('note'), seenstatus: status };
}
