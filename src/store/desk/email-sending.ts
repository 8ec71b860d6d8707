import type { Db } from '../../database/pool';
import { stillWaiting } from '../queues';
import type { Automatic, EmailState } from './emails';

/** A recipient whom the mail server refused for good. */
export interface RefusedRecipient {
  address: string;
  reason: string;
}

/** A mail that this process is about to send. */
export interface ClaimedEmail {
  id: number;
  token: string;
  fromName: string;
  fromAddress: string;
  recipients: { name: string; address: string }[];
  cc: string[];
  bcc: string[];
  /** Who is still to get it, if others have; null for everybody. */
  undelivered: string[] | null;
  /** Whom the mail server refused for good in earlier attempts. */
  refused: RefusedRecipient[];
  subject: string;
  body: string;
  plain: string;
  automatic: Automatic;
  inReplyTo: string;
  referenceIds: string[];
  fileIds: number[];
  failureReason: string;
  retryCount: number;
  /** How many attempts the mail server broke off after it may have taken the mail. */
  timesInDoubt: number;
  createdAt: Date;
  /** Whether answers to the department that it comes from may go to an address with the mail's token; null if the desk decides. */
  plusAddresses: 'on' | 'off' | null;
  /** Whether the ticket or the message that it tells about is gone. */
  isOrphan: boolean;
}

const WAITS = `status in ('waiting', 'deferred')`;

/** No pause is as long, except that of a mail that may have arrived. */
const TOO_FAR = `interval '2 hours'`;

/** Nor is that one, because the mail is given up then. */
const TOO_FAR_IN_DOUBT = `interval '2 days'`;

/** Makes mails due that no pause explains: the clock was ahead when they were written. It does not wait: the commit does. */
export const makeDueAfterClockError = (db: Db, now: Date): void =>
  db.send(
    `update emails set due_at = $1
     where ${WAITS} and due_at > $1::timestamptz + ${TOO_FAR}
       and (times_in_doubt = 0 or due_at > $1::timestamptz + ${TOO_FAR_IN_DOUBT})`,
    [now],
  );

/**
 * Takes mails that are due. Until the lease ends, no other process takes them: a process that is killed loses none.
 *
 * @param leaseUntil when others may take them
 */
export const claimEmails = (db: Db, now: Date, leaseUntil: Date, limit: number): Promise<ClaimedEmail[]> =>
  db.query(
    `update emails set due_at = $2
     where id = any(array(
       select id from emails where ${WAITS} and due_at <= $1
       order by due_at, id limit $3 for update skip locked))
     returning id, token, from_name as "fromName", from_address as "fromAddress", recipients, cc, bcc, undelivered, refused,
       subject, body, plain, automatic, in_reply_to as "inReplyTo", reference_ids as "referenceIds",
       file_ids as "fileIds", failure_reason as "failureReason", retry_count as "retryCount",
       times_in_doubt as "timesInDoubt", created_at as "createdAt",
       (select d.plus_addresses from departments d
        where lower(d.email) = lower(from_address) and d.email <> '' and d.plus_addresses <> 'default'
        order by d.id limit 1) as "plusAddresses",
       event_id is not null and (ticket_id is null or message_id is null) as "isOrphan"`,
    [now, leaseUntil, limit],
  );

/** Keeps a mail that is still being sent from being taken by others. It does not wait: the commit does. */
export function renewLease(db: Db, id: number, leaseUntil: Date): void {
  db.send(`update emails set due_at = $2 where id = $1 and ${WAITS}`, [id, leaseUntil]);
}

/** Gives a mail the sender that it lacks. It does not wait: the commit does. */
export function nameSender(db: Db, id: number, fromAddress: string): void {
  db.send(`update emails set from_address = $2 where id = $1 and from_address = ''`, [id, fromAddress]);
}

/** What became of an attempt to send a mail. */
export interface SendingOutcome {
  id: number;
  state: Exclude<EmailState, 'waiting' | 'bounced'>;
  /** What the mail server said when it took it. */
  answer: string;
  /** Why it was not taken, or not for everybody. */
  reason: string;
  /** Whether the mail server may have taken it all the same. */
  isInDoubt?: boolean;
  /** When to try again; null if never. */
  dueAt: Date | null;
  /** Who is still to get it, or never gets it, if others have; null for everybody, or for nobody once it is sent. */
  undelivered: string[] | null;
  refused: RefusedRecipient[];
}

/**
 * Notes what became of attempts. It does not wait: the commit does.
 *
 * @param dead addresses that the mail server does not know; nothing automatic goes there any more
 * @param alive addresses that it took. Where mail came back, that proves nothing: most servers take everything
 */
export function noteOutcomes(
  db: Db,
  outcomes: SendingOutcome[],
  dead: { address: string; reason: string }[],
  alive: string[],
  now: Date,
): void {
  db.send(
    `update emails e set status = r.state, answer = case when r.answer = '' then e.answer else r.answer end,
       failure_reason = r.reason, undelivered = r.undelivered, refused = r.refused,
       due_at = coalesce(r.due_at, e.due_at), sent_at = case when r.state = 'sent' then $2::timestamptz end,
       retry_count = e.retry_count + case when r.state = 'deferred' then 1 else 0 end,
       times_in_doubt = e.times_in_doubt + case when r.in_doubt then 1 else 0 end, updated_at = $2::timestamptz
     from json_to_recordset($1) as r (id int, state text, answer text, reason text, due_at timestamptz, undelivered text[],
       refused jsonb, in_doubt boolean)
     where e.id = r.id and ${stillWaiting('e.id', 'select id from json_to_recordset($1) as i (id int)', `e.${WAITS}`)}`,
    [
      JSON.stringify(
        outcomes.map(({ dueAt, isInDoubt, ...rest }) => ({ ...rest, due_at: dueAt, in_doubt: isInDoubt })),
      ),
      now,
    ],
  );
  if (dead.length > 0) {
    db.send(
      `insert into undeliverable_addresses (address, reason, since)
       select distinct on (address) address, reason, $2::timestamptz
       from json_to_recordset($1) as r (address text, reason text) order by address
       on conflict (address) do update set reason = excluded.reason`,
      [JSON.stringify(dead), now],
    );
  }
  if (alive.length > 0) {
    db.send(
      `delete from undeliverable_addresses where address = any(array(
         select address from undeliverable_addresses
         where address = any($1::text[]) and reason not like 'Returned: %' order by address for update))`,
      [alive],
    );
  }
}

/** Lists those of some addresses to which nothing automatic goes. */
export async function listUndeliverable(db: Db, addresses: string[]): Promise<string[]> {
  const rows = await db.query<{ address: string }>(
    'select address from undeliverable_addresses where address = any($1::text[])',
    [addresses],
  );
  return rows.map(({ address }) => address);
}
