import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../database/pool';
import {
  type ClaimedEmail,
  claimEmails,
  makeDueAfterClockError,
  nameSender,
  noteOutcomes,
  renewLease,
} from '../../store/desk/email-sending';
import type { DeskSettings } from '../../store/desk/settings';
import { findFileFacts, readAttachment } from '../../store/tickets/attachments';
import { isAscii } from '../people';
import { failed, givenUp, isTooOld, type Result, taken } from './attempt';
import { Bell } from './bell';
import { concealed } from './failures';
import { handOver, type Miss } from './handover';
import type { Later } from './later';
import { type Enclosure, envelopeOf, messageOf } from './message';
import type { MailTransport } from './transport';

interface SenderParts {
  database: Pick<Database, 'transaction'>;
  transport: MailTransport;
  /** Whether the mail server takes addresses with letters other than ASCII's. */
  takesUnicode(): Promise<boolean>;
  /** How many mails the transport sends at a time. */
  connections: number;
  settings(): Promise<DeskSettings>;
  clock(): Date;
  later: Later;
  /** Is told why the mail server takes nothing. */
  onTrouble(reason: string): void;
  /** Is told why the mail server did not take a mail to its end. */
  onBroken(emailId: number, reason: string): void;
  /** Is told of failures that are not the mail server's. */
  onFailure(error: unknown): void;
}

export interface Sender {
  /** Looks for mail at once instead of within a second. */
  wake(): void;
  /** Stops after the mails that are being sent, or after a while without them. */
  stop(): Promise<void>;
}

/** Other processes queue mail too, and nobody tells us. */
const POLL_MS = 1_000;
/** Nobody else sends a mail meanwhile. It is renewed while a mail takes long, so it ends soon after a process was killed. */
const LEASE_MS = 150_000;
const RENEW_MS = 50_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const LAST_MAILS_MS = 5_000;
const NOTED_AT_ONCE = 200;

/**
 * Sends the mail that is due, until it is stopped. A mail is claimed and its outcome noted in short transactions, and
 * handed over between them: no call waits for a mail server.
 *
 * A mail is sent twice only if this process is killed, or loses the database, between the server's answer and the note
 * of it. It is the same mail then.
 */
export function startSender(parts: SenderParts): Sender {
  const { database, transport, takesUnicode, connections, settings, clock, later, onTrouble, onBroken, onFailure } =
    parts;
  const bell = new Bell();
  const ending = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const unnoted: Result[] = [];
  const most = connections * 2;
  let isOpen = true;
  let noting: Promise<void> | undefined;
  let isBehind = false;
  let workedAt = Number.NEGATIVE_INFINITY;
  /** When sending the latest of the mails began that the server took. */
  let latestTaken = Number.NEGATIVE_INFINITY;
  let pauseMs = 0;
  let pausedUntil = 0;
  const others = {
    wait: () => inFlight.size > connections,
    wereTakenSince: (time: number) => latestTaken > time,
  };

  async function claim(): Promise<ClaimedEmail[]> {
    const now = clock();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    try {
      return await database.transaction('write', (db) => {
        makeDueAfterClockError(db, now);
        return claimEmails(db, now, leaseUntil, most - inFlight.size);
      });
    } catch (error) {
      onFailure(error);
      return [];
    }
  }

  async function run(): Promise<void> {
    while (isOpen) {
      const stillMs = pausedUntil - performance.now();
      if (stillMs > 0) await bell.silence(stillMs);
      else if (isBehind) await bell.silence(POLL_MS);
      else if (most - inFlight.size < connections) await Promise.race(inFlight);
      else {
        const claimed = await claim();
        for (const email of claimed) {
          const sending = send(email).finally(() => inFlight.delete(sending));
          inFlight.add(sending);
        }
        if (claimed.length === 0) await bell.wait(POLL_MS);
      }
    }
  }

  async function send(email: ClaimedEmail): Promise<void> {
    const began = performance.now();
    const renewing = setInterval(() => renew(email), RENEW_MS);
    const result = await attempt(email).finally(() => clearInterval(renewing));
    if (result.trouble === undefined) {
      workedAt = performance.now();
      if (result.outcome.state === 'sent') latestTaken = Math.max(latestTaken, began);
      pauseMs = 0;
    } else if (!result.isDown) onBroken(email.id, result.trouble);
    else if (isOpen && workedAt < began && pausedUntil < began) {
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
      pausedUntil = performance.now() + pauseMs;
      onTrouble(result.trouble);
    }
    unnoted.push(result);
    noting ??= note().finally(() => {
      noting = undefined;
    });
  }

  async function attempt(email: ClaimedEmail): Promise<Result> {
    if (isTooOld(email, clock())) return givenUp(email, 'Not sent within two days');
    if (email.isOrphan) return givenUp(email, 'What it is about was deleted');
    if (envelopeOf(email).length === 0) return givenUp(email, 'No valid recipient');
    try {
      const foreign = envelopeOf(email).filter((address) => !isAscii(address));
      if (foreign.length > 0 && !(await takesUnicode())) {
        return givenUp(email, `The mail server takes no address such as ${foreign[0]}: it lacks SMTPUTF8`);
      }
      const { email: desk, mailPlusAddresses } = await settings();
      const fromAddress = await senderOf(email, desk);
      if (fromAddress === '') return givenUp(email, 'No sender: set HATCHDESK_MAIL_FROM');
      const message = messageOf(
        { ...email, fromAddress },
        await enclosures(email),
        (email.plusAddresses ?? mailPlusAddresses) === 'on',
      );
      const handover = await handOver(transport, message, ending.signal, others, later);
      return 'info' in handover ? taken(email, handover.info, clock(), Math.random()) : missed(email, handover);
    } catch (thrown) {
      return missed(email, { thrown, hasBegun: false });
    }
  }

  function missed(email: ClaimedEmail, { thrown, hasBegun }: Miss): Result {
    const miss = { thrown: concealed(thrown, transport.options.auth), hasBegun };
    return failed(email, miss, clock(), Math.random(), Math.max(FIRST_PAUSE_MS, pauseMs * 2));
  }

  function renew({ id }: ClaimedEmail): void {
    const leaseUntil = new Date(clock().getTime() + LEASE_MS);
    void database.transaction('write', async (db) => renewLease(db, id, leaseUntil)).catch(onFailure);
  }

  /** Names the sender of a mail that was written when nobody had said where mail comes from. */
  async function senderOf(email: ClaimedEmail, desk: string): Promise<string> {
    if (email.fromAddress !== '' || desk === '') return email.fromAddress;
    await database.transaction('write', async (db) => nameSender(db, email.id, desk));
    return desk;
  }

  async function enclosures({ fileIds }: ClaimedEmail): Promise<Enclosure[]> {
    if (fileIds.length === 0) return [];
    return database.transaction('read', async (db) => {
      const files = await Promise.all(
        fileIds.map(async (id) => [await findFileFacts(db, id), await readAttachment(db, id)] as const),
      );
      return files.flatMap(([file, bytes]) =>
        file === undefined || bytes === undefined ? [] : [{ filename: file.filename, bytes }],
      );
    });
  }

  /** Notes outcomes. Those that come meanwhile are noted together next. */
  async function note(): Promise<void> {
    for (let tries = 0; unnoted.length > 0 && (isOpen || tries < 3); ) {
      const batch = unnoted.splice(0, NOTED_AT_ONCE);
      try {
        await database.transaction('write', async (db) => noteResults(db, batch, clock()));
        isBehind = false;
      } catch (error) {
        // Nothing else is claimed until these are noted: it could be the same mails.
        isBehind = true;
        tries += 1;
        unnoted.unshift(...batch);
        onFailure(error);
        await pause(POLL_MS);
      }
    }
  }

  // A connection that breaks while nobody uses it is no failure.
  transport.on('error', () => {});
  const running = run();
  return {
    wake: () => bell.ring(),
    async stop() {
      isOpen = false;
      bell.ring();
      const giveUp = setTimeout(() => ending.abort(), LAST_MAILS_MS);
      await running;
      while (inFlight.size > 0) await Promise.race(inFlight);
      clearTimeout(giveUp);
      await noting;
      transport.close();
    },
  };
}

const noteResults = (db: Parameters<typeof noteOutcomes>[0], results: Result[], now: Date): void =>
  noteOutcomes(
    db,
    results.map(({ outcome }) => outcome),
    results.flatMap(({ dead }) => dead),
    results.flatMap(({ alive }) => alive),
    now,
  );
