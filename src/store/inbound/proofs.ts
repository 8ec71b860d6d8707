import type { Db } from '../../database/pool';
import { requesterSql } from '../tickets/view-sql';

/** A mail of ours, found by its token. */
export interface SentMail {
  id: number;
  token: string;
  fromAddress: string;
  /** The member of staff who got it; null for one to customers. */
  staffId: number | null;
  /** The ticket that it is about, or the one it was merged into. Null if there is none, or if it is gone. */
  ticketId: number | null;
  /** Whether it was about a ticket, which may be gone. */
  isAboutTicket: boolean;
  /** Everybody who was to get it. */
  recipients: string[];
  /** Whether somebody gets copies of the ticket now, and so answers to the mail. */
  isCopied: boolean;
  /** When it was sent, or else written. */
  sentAt: Date;
}

/** SQL for the living ticket that a ticket's id leads to, also if that was merged. */
const living = (id: string): string =>
  `(select s.id from tickets t join tickets s on s.id = coalesce(t.merged_into_id, t.id)
    where t.id = ${id} and s.deleted_at is null)`;

/** Finds mails of ours by their tokens, or by their ids. */
export const findSentMails = (db: Db, tokens: string[], ids: number[]): Promise<SentMail[]> =>
  db.query(
    `select id, token, from_address as "fromAddress", staff_id as "staffId", ${living('e.ticket_id')} as "ticketId",
       event_id is not null or ticket_id is not null as "isAboutTicket",
       array(select r ->> 'address' from jsonb_array_elements(recipients) r) || cc || bcc as recipients,
       exists (select from recipients r where r.ticket_id = ${living('e.ticket_id')}) as "isCopied",
       coalesce(sent_at, created_at) as "sentAt"
     from emails e where token = any($1::text[]) or id = any($2::int[])`,
    [tokens, ids],
  );

/** A message that came by mail. */
interface MailedMessage {
  mailId: string;
  ticketId: number;
}

/** Finds the messages that came in mails with these Message-IDs, the newest first. */
export const findMailedMessages = (db: Db, mailIds: string[]): Promise<MailedMessage[]> =>
  db.query(
    `select m.mail_id as "mailId", t.id as "ticketId" from messages m join tickets t on t.id = m.ticket_id
     where m.mail_id = any($1::text[]) and t.deleted_at is null and t.merged_into_id is null order by m.id desc`,
    [mailIds],
  );

/** Finds living tickets by their numbers. For a merged ticket, it is the one it was merged into. */
export const findTicketsByNumber = (db: Db, numbers: string[]): Promise<{ number: string; ticketId: number }[]> =>
  db.query(
    `select number, ${living('n.id')} as "ticketId" from tickets n
     where number = any($1::text[]) and ${living('n.id')} is not null`,
    [numbers],
  );

/** Lists the addresses of everybody on some tickets: requesters, their clients' contacts and users, and copies. */
export const listAddressesOnTickets = (db: Db, ticketIds: number[]): Promise<{ ticketId: number; address: string }[]> =>
  db.query(
    `with found as materialized (select * from tickets where id = any($1::int[]))
     select t.id as "ticketId", ${requesterSql('c.email', 'co.email', 'u.email', 't.requester_email')} as address
     from found t left join clients c on c.id = t.client_id left join contacts co on co.id = t.contact_id
       left join users u on u.id = t.user_id
     union all select id, reply_address from found where reply_address <> ''
     union all select t.id, r.email from found t join recipients r on r.ticket_id = t.id
     union all select t.id, c.email from found t join clients c on c.id = t.client_id
     union all select t.id, co.email from found t join contacts co on co.client_id = t.client_id
     union all select t.id, u.email from found t join client_users cu on cu.client_id = t.client_id
       join users u on u.id = cu.user_id`,
    [ticketIds],
  );
