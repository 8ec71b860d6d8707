import type { Logger } from 'pino';
import { createTrustedProxies } from '../access/client-address';
import type { Desk } from '../desk/desk';
import { createSeldom } from '../desk/seldom';
import { isOutageOrBusy } from '../errors';
import { takeMail } from '../inbound/take';
import { createMailboxes, type Mailboxes } from '../inbound/ways/imap/mailboxes';
import { KEEP_ALIVE, type KeepAlive } from '../inbound/ways/imap/silence';
import { createKnownAddresses } from '../inbound/ways/known';
import type { SmtpWay } from '../inbound/ways/smtp';
import type { TakeMail } from '../inbound/ways/way';
import { unavailable } from './listen';

/** The ways on which mail comes into a running desk. */
export interface Inbound {
  /** Looks which mailboxes this process fetches from. Call it every few seconds. */
  poll(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts to take mail.
 *
 * @param counts counts what was taken, by way and outcome
 * @param keepAlive how to find out whether the server of a mailbox is still there
 * @throws Error if the address for SMTP is not available
 */
export async function startInbound(
  desk: Desk,
  log: Logger,
  counts: Map<string, number>,
  keepAlive = KEEP_ALIVE,
): Promise<Inbound> {
  const seldom = createSeldom(() => performance.now());
  const onFailure = (failure: unknown): void => {
    // The database's own trouble is logged elsewhere, once.
    if (isOutageOrBusy(failure)) return;
    const repeated = seldom('failure');
    if (repeated !== undefined) log.error({ err: failure, repeated }, 'a mail was not taken, and will come again');
  };
  const take: TakeMail = async (raw, origin) => {
    const taken = await takeMail(desk, raw, origin);
    const kind = `${origin.way} ${taken.outcome}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return taken;
  };
  const smtp = await startListening(desk, log, take, onFailure);
  const mailboxes = openMailboxes(desk, log, keepAlive, take, onFailure);
  return {
    poll: () => mailboxes.poll(),
    async stop() {
      await Promise.all([smtp?.stop(), mailboxes.stop()]);
    },
  };
}

function openMailboxes(
  { config, database, clock, key }: Desk,
  log: Logger,
  keepAlive: KeepAlive,
  take: TakeMail,
  onFailure: (failure: unknown) => void,
): Mailboxes {
  const seldom = createSeldom(() => performance.now());
  return createMailboxes({
    ...{ database, clock, key, take, onFailure, keepAlive, maxBytes: config.mailIn.maxBytes },
    onTrouble({ id, name }, reason) {
      const repeated = seldom(`mailbox ${id}`);
      if (repeated !== undefined) log.warn({ mailbox: id, name, reason, repeated }, 'a mailbox cannot be fetched from');
    },
    onRecovered: ({ id, name }) => log.info({ mailbox: id, name }, 'a mailbox can be fetched from again'),
  });
}

async function startListening(
  { config, database, settings, clock }: Desk,
  log: Logger,
  take: TakeMail,
  onFailure: (failure: unknown) => void,
): Promise<SmtpWay | undefined> {
  const { listen } = config.mailIn;
  if (listen === undefined) return undefined;
  // Loaded only when wanted, because every start would wait for the library.
  const { startSmtp } = require('../inbound/ways/smtp') as typeof import('../inbound/ways/smtp');
  const smtp = await startSmtp({
    ...{ settings: { ...config.mailIn, listen }, take, clock, onFailure },
    relays: createTrustedProxies(config.mailIn.relays),
    isKnown: createKnownAddresses(database, async () => (await settings()).email),
  }).catch((error: unknown) => {
    const variables = { host: 'HATCHDESK_SMTP_LISTEN', port: 'HATCHDESK_SMTP_LISTEN' };
    throw unavailable(error as NodeJS.ErrnoException, listen, variables);
  });
  log.info({ host: smtp.host, port: smtp.port }, 'taking mail by SMTP');
  return smtp;
}
