import type { Logger } from 'pino';
import type { Outcome, WritingListener } from '../deliveries/listener';
import type { Desk } from '../desk/desk';
import { createSeldom } from '../desk/seldom';
import { ApiError, isOutageOrBusy } from '../errors';
import { type Later, later } from '../mail/sending/later';
import type { Sender } from '../mail/sending/sender';
import { isMailed, type Written, writeTicketMails } from '../mail/ticket-mails';
import { yieldWhile } from './busy';

/** The mail of a running desk. */
interface Mail {
  /** Writes the mails that events cause. */
  listener: WritingListener;
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;

/** How long mails are put off while callers wait. */
const LONGEST_YIELD_MS = 1_000;
/** Mails are not put off again once an event has waited for so long. */
const URGENT_AFTER_MS = MINUTE_MS;

/**
 * Starts to send mail, if the configuration names a mail server. Mails are written in any case.
 *
 * @param isBusy whether many calls are being answered. Writing mails yields to them
 * @param runLater measures how long mails that a mail server has wait for its answer
 * @throws ConfigError if the key for DKIM cannot be read
 */
export function startMail(desk: Desk, log: Logger, isBusy = () => false, runLater = later): Mail {
  const sender = startSending(desk, log, runLater);
  let isUrgent = false;
  let areNew = false;
  return {
    listener: {
      name: 'mail',
      pausesMs: [1_000, 5_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 360 * MINUTE_MS],
      wants: ({ event }) => isMailed(event),
      async ready(isWanted) {
        if (!isUrgent) await yieldWhile(() => isWanted() && isBusy(), LONGEST_YIELD_MS);
      },
      async write(db, deliveries): Promise<Outcome[]> {
        const now = desk.clock();
        const oldest = Math.min(...deliveries.map(({ recordedAt }) => recordedAt.getTime()));
        isUrgent = now.getTime() - oldest > URGENT_AFTER_MS;
        const events = deliveries.map(({ eventId, event, payload }) => ({ id: eventId ?? 0, event, payload }));
        const written = await writeTicketMails({ db, desk: await desk.settings(), now }, events);
        areNew = written.some((one) => typeof one === 'number' && one > 0);
        return written.map(outcomeOf);
      },
      written() {
        if (areNew) sender?.wake();
      },
    },
    stop: async () => sender?.stop(),
  };
}

function outcomeOf(written: Written): Outcome {
  if (typeof written === 'number') return { state: 'delivered', text: written === 1 ? '1 mail' : `${written} mails` };
  // A template that makes too long a mail will do so next time.
  const isFinal = written instanceof ApiError && written.kind === 'invalid';
  return { state: isFinal ? 'refused' : 'failed', text: written.message };
}

function startSending({ config, database, settings, clock }: Desk, log: Logger, runLater: Later): Sender | undefined {
  const { smtp, dkim } = config.mail;
  if (smtp === undefined) return undefined;
  // Loaded only when wanted, because every start would wait for the library.
  const { createUnicodeCheck, openTransport } =
    require('../mail/sending/transport') as typeof import('../mail/sending/transport');
  const { startSender } = require('../mail/sending/sender') as typeof import('../mail/sending/sender');
  const seldom = createSeldom(() => performance.now());
  return startSender({
    ...{ database, settings, clock, later: runLater, connections: smtp.connections },
    transport: openTransport(smtp, dkim),
    takesUnicode: createUnicodeCheck(smtp),
    onTrouble(reason) {
      const repeated = seldom('trouble');
      if (repeated !== undefined) log.warn({ reason, repeated }, 'the mail server takes no mail');
    },
    onBroken(mail, reason) {
      const repeated = seldom('broken');
      if (repeated !== undefined) log.warn({ mail, reason, repeated }, 'the mail server broke off a mail');
    },
    onFailure(error) {
      // The database's own trouble is logged elsewhere, once.
      if (!isOutageOrBusy(error) && seldom('failure') !== undefined) log.warn({ err: error }, 'mail was not sent');
    },
  });
}
