import { setTimeout as pause } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Database } from '../../../database/pool';
import { isOutageOrBusy } from '../../../errors';
import { findProgress, noteFetchingFailed, noteProgress, type Progress } from '../../../store/inbound/fetching';
import { findMailbox, type MailboxRow } from '../../../store/inbound/mailboxes';
import type { MailboxSecret } from '../secrets';
import type { TakeMail } from '../way';
import { openMailbox } from './connection';
import { MailboxTrouble } from './explain';
import { type FetchedMail, fetchMails, groupsOf } from './fetch';
import { look } from './look';
import { Marker } from './mark';
import { Postponed } from './postponed';
import { hear, type KeepAlive, unlessSilent } from './silence';

export interface FetcherParts {
  database: Pick<Database, 'transaction'>;
  clock: () => Date;
  take: TakeMail;
  maxBytes: number;
  keepAlive: KeepAlive;
  /** @returns undefined if this process lacks the key */
  open(box: MailboxRow): MailboxSecret | undefined;
  /** Keeps a refresh token that replaces the one before. */
  renew(mailboxId: number, refreshToken: string): Promise<void>;
  /** Is told what keeps mail of a mailbox from being fetched. */
  onTrouble(mailbox: { id: number; name: string }, reason: string): void;
  /** Is told that a mailbox works again. */
  onRecovered(mailbox: { id: number; name: string }): void;
  /** Is told what kept a mail from being taken. */
  onFailure(failure: unknown): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Signing in with a wrong password again and again gets accounts locked. */
const FIRST_LASTING_PAUSE_MS = 30_000;
/** Also where the mail server tells of new mail: it may have forgotten us. */
const LOOK_EVERY_MS = 5 * 60_000;
const LOGOUT_WITHIN_MS = 2_000;
const STOP_WITHIN_MS = 8_000;

/** Fetches the mail of one mailbox, over one connection, until it is stopped. */
export class Fetcher {
  private readonly ended: Promise<void>;
  private readonly postponed = new Postponed();
  private readonly marker = new Marker();
  private readonly stopping = new AbortController();
  private news: (() => void) | undefined;
  private hasNews = false;
  private isFailing = false;

  constructor(
    readonly id: number,
    private readonly parts: FetcherParts,
  ) {
    this.ended = this.run();
  }

  /** Ends after the mail that is being taken, or after a while without the mail server. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.news?.();
    await Promise.race([this.ended, pause(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    let pauseMs = 0;
    while (!this.isStopping) {
      const began = performance.now();
      const trouble = await this.work();
      if (trouble === undefined || this.isStopping) return;
      // Who worked for a while starts anew.
      if (performance.now() - began > LONGEST_PAUSE_MS) pauseMs = 0;
      const first = trouble.isLasting ? FIRST_LASTING_PAUSE_MS : FIRST_PAUSE_MS;
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(first, pauseMs * 2));
      // Mailboxes that failed together must not come back together.
      const varied = pauseMs * (0.8 + Math.random() * 0.4);
      await pause(varied, undefined, { signal: this.stopping.signal }).catch(() => {});
    }
  }

  /** @returns why it ended; undefined if it was stopped, or the mailbox is gone */
  private async work(): Promise<MailboxTrouble | undefined> {
    const { database, open, renew, maxBytes, keepAlive, clock, onTrouble, onFailure } = this.parts;
    let box: MailboxRow | undefined;
    try {
      box = await database.transaction('read', (db) => findMailbox(db, this.id));
      if (box === undefined) return undefined;
      const onRenewed = (token: string) => renew(this.id, token);
      const { client, explain } = await openMailbox(box, open(box), maxBytes, onRenewed, keepAlive);
      try {
        await this.attend(client, box);
        return undefined;
      } catch (error) {
        throw isOutageOrBusy(error) ? error : explain(error);
      } finally {
        await leave(client);
      }
    } catch (error) {
      if (this.isStopping) return undefined;
      if (!(error instanceof MailboxTrouble) || box === undefined) {
        // The database's own trouble is told elsewhere.
        onFailure(error);
        return new MailboxTrouble('');
      }
      this.isFailing = true;
      onTrouble(box, error.message);
      await database
        .transaction('write', async (db) => noteFetchingFailed(db, this.id, error.message, clock()))
        .catch(onFailure);
      return error;
    }
  }

  /** Takes what is there, and then what comes. */
  private async attend(client: ImapFlow, box: MailboxRow): Promise<void> {
    const closed = new Promise<never>((_resolve, reject) => {
      client.once('close', () => {
        reject(Object.assign(new Error('closed'), { code: 'EConnectionClosed', reason: client.byeReason }));
      });
    });
    closed.catch(() => {});
    client.on('exists', () => {
      this.hasNews = true;
      this.news?.();
    });
    while (!this.isStopping) {
      this.hasNews = false;
      await this.pass(client, box);
      if (this.isFailing) this.parts.onRecovered(box);
      this.isFailing = false;
      await this.waitForNews(client, box, closed);
    }
  }

  private async waitForNews(client: ImapFlow, box: MailboxRow, closed: Promise<never>): Promise<void> {
    if (this.hasNews || this.isStopping) return;
    const { askAfterMs, answerWithinMs } = this.parts.keepAlive;
    const told = new Promise<void>((resolve) => {
      this.news = resolve;
    });
    const done = new AbortController();
    const { signal } = done;
    const newsWithin = (ms: number): Promise<void> =>
      Promise.race([told, closed, pause(Math.min(ms, this.postponed.nextMs()), undefined, { signal })]);
    try {
      if (client.capabilities.has('IDLE')) {
        // It ends with the next command, or at once where the server refuses it after all.
        const isOver = client
          .idle()
          .catch(() => {})
          .then(() => true);
        const news = newsWithin(LOOK_EVERY_MS).then(() => false);
        const isRefused = await unlessSilent(client, Promise.race([news, isOver]), askAfterMs + answerWithinMs);
        if (isRefused) await newsWithin(Math.min(LOOK_EVERY_MS, box.pollSeconds * 1000));
      } else await newsWithin(box.pollSeconds * 1000);
      // A command of the look may take long, also where the server is there.
      if (!this.hasNews && !this.isStopping) {
        await Promise.race([client.noop(), closed, hear(client, answerWithinMs, signal)]);
      }
    } finally {
      done.abort();
      this.news = undefined;
    }
  }

  private async pass(client: ImapFlow, box: MailboxRow): Promise<void> {
    const known = await this.parts.database.transaction('read', (db) => findProgress(db, this.id));
    if (known === undefined) return;
    const found = await look(client, known);
    const { progress } = found;
    // From now on, what is read later than now is new, whatever happens.
    if (known.uidValidity !== progress.uidValidity) await this.note(progress);
    const there = new Set(found.uids);
    this.postponed.keep(there);
    this.marker.keep(progress.uidValidity, there);
    const left = found.uids.filter((uid) => this.marker.isTaken(uid));
    const due = found.uids.filter((uid) => this.postponed.isDue(uid) && !this.marker.isTaken(uid));
    const groups = await groupsOf(client, due, (uid) => this.postponed.isSuspect(uid));
    const pending = new Set(progress.pending);
    let refused: unknown;
    const mark = (marked: Promise<void>): Promise<void> =>
      marked.catch((error: unknown) => {
        // Later mails can be taken all the same, and what is taken already is recognised.
        if (!(error instanceof MailboxTrouble) || !client.usable) throw error;
        refused ??= error;
      });
    let next = this.fetch(client, groups[0]);
    for (const [index, group] of groups.entries()) {
      const mails = await next;
      if (this.isStopping) return;
      // The server sends the next mails while these are being taken.
      next = this.fetch(client, groups[index + 1]);
      next.catch(() => {});
      const taken = await this.takeAll(mails, box);
      for (const uid of group) {
        if (taken.includes(uid)) pending.delete(uid);
        else pending.add(uid);
      }
      if (taken.length > 0) await mark(this.marker.mark(client, taken, box));
      progress.lastUid = Math.max(progress.lastUid, ...group);
      progress.pending = Array.from(pending);
      await this.note(progress);
    }
    if (left.length > 0) {
      for (const uid of left) pending.delete(uid);
      await mark(this.marker.markAgain(client, left, box));
    }
    await this.note({ ...progress, pending: Array.from(pending) });
    if (refused !== undefined) throw refused;
  }

  private async fetch(client: ImapFlow, group: number[] | undefined): Promise<FetchedMail[]> {
    if (group === undefined) return [];
    try {
      return await fetchMails(client, group, this.parts.maxBytes);
    } catch (error) {
      // One of them may be what breaks the connection. The next time, each is fetched alone.
      this.postponed.suspect(group);
      if (!client.usable || group.length > 1) throw error;
      return [];
    }
  }

  /** @returns the numbers of those that are in the database, or gone */
  private async takeAll(mails: readonly FetchedMail[], box: MailboxRow): Promise<number[]> {
    const taken: number[] = [];
    for (const { uid, raw, receivedAt } of mails) {
      if (this.isStopping) break;
      try {
        await this.parts.take(raw, {
          ...{ way: 'imap', departmentId: box.departmentId, recipients: [], mailboxId: this.id },
          receivedAt: receivedAt ?? this.parts.clock(),
        });
        this.postponed.forget(uid);
        taken.push(uid);
      } catch (failure) {
        // Nothing can be taken now. What was taken is marked when it is met again.
        if (isOutageOrBusy(failure)) throw failure;
        this.parts.onFailure(failure);
        this.postponed.postpone(uid);
      }
    }
    return taken;
  }

  private note(progress: Omit<Progress, 'lastSuccessAt'>): Promise<void> {
    const { database, clock } = this.parts;
    return database.transaction('write', async (db) => noteProgress(db, this.id, progress, clock()));
  }
}

async function leave(client: ImapFlow): Promise<void> {
  if (client.usable) {
    await Promise.race([client.logout().catch(() => {}), pause(LOGOUT_WITHIN_MS, undefined, { ref: false })]);
  }
  client.close();
}
