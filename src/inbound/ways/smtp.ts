import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { TrustedProxies } from '../../access/client-address';
import type { MailInSettings } from '../../config/mail-in';
import { Crowd } from './crowd';
import { traced } from './trace';
import type { TakeMail } from './way';

interface SmtpParts {
  settings: MailInSettings & { listen: NonNullable<MailInSettings['listen']> };
  relays: TrustedProxies;
  take: TakeMail;
  /** Whether mail to an address is for this desk. */
  isKnown(address: string): Promise<boolean>;
  clock: () => Date;
  /** Receives what kept a mail from being taken. */
  onFailure(failure: unknown): void;
}

export interface SmtpWay {
  host: string;
  port: number;
  /** Takes no new mails, and ends when those that are being taken are in the database. */
  stop(): Promise<void>;
}

const MOST_CONNECTIONS = 100;
/** Of one address that is not a server of the operator's. */
const MOST_PER_ADDRESS = 10;
const MOST_RECIPIENTS = 50;
const SILENCE_MS = 60_000;
/** Whoever trickles bytes is not silent. */
const LONGEST_CONNECTION_MS = 15 * 60_000;
const LOOK_EVERY_MS = 5_000;
/** Mails as large as allowed that are in memory at one time. */
const LARGEST_AT_ONCE = 2;
const TAKEN_AT_ONCE = 3;
const MOST_WAITING = 50;
const LAST_MAILS_MS = 10_000;
const CLOSE_MS = 200;

/**
 * Takes mail by SMTP. A mail is acknowledged when it is in the database, and not before: until then, the other server
 * keeps it. What cannot be delivered here is refused in the dialogue, so that this server sends nothing back to strangers.
 *
 * @throws Error if the address is not available, or a file of the certificate cannot be read
 */
export async function startSmtp(parts: SmtpParts): Promise<SmtpWay> {
  const { settings, relays, take, isKnown, clock, onFailure } = parts;
  const { listen, tls, maxBytes } = settings;
  const crowd = new Crowd({ atOnce: TAKEN_AT_ONCE, waiting: MOST_WAITING, bytes: LARGEST_AT_ONCE * maxBytes });
  const callers = new Map<string, number>();
  const host = hostname();
  let isStopping = false;

  const isOurs = ({ remoteAddress }: SMTPServerSession): boolean => relays.has(remoteAddress);

  async function data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const chunks = await crowd.collect(stream);
    if (chunks === undefined) throw refusal(451, 'too much mail at once, try again later');
    try {
      // What is too large is refused in any case, and nothing of it is kept.
      if (stream.sizeExceeded) throw refusal(552, 'the mail is too large');
      const receivedAt = clock();
      const { envelope, remoteAddress: address, hostNameAppearsAs: helo, transmissionType: protocol } = session;
      const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const raw = traced(Buffer.concat(chunks), { sender, helo, address, host, protocol, receivedAt }, isOurs(session));
      const recipients = envelope.rcptTo.map((recipient) => recipient.address);
      const { mailLogId } = await crowd.take(() =>
        take(raw, { way: 'smtp', departmentId: null, recipients, receivedAt, mailboxId: null }),
      );
      return `OK: taken as ${mailLogId}`;
    } catch (failure) {
      if (isRefusal(failure)) throw failure;
      onFailure(failure);
      throw refusal(451, 'the mail cannot be taken now, try again later');
    } finally {
      crowd.release(chunks);
    }
  }

  const server = new SMTPServer({
    name: host,
    banner: 'Hatchdesk',
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(tls !== undefined && readFiles(tls)),
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: true,
    hideREQUIRETLS: true,
    logger: false,
    size: maxBytes,
    rejectOversized: true,
    maxRecipients: MOST_RECIPIENTS,
    maxClients: MOST_CONNECTIONS,
    socketTimeout: SILENCE_MS,
    closeTimeout: CLOSE_MS,
    onConnect(session, done) {
      const { remoteAddress } = session;
      const count = (callers.get(remoteAddress) ?? 0) + 1;
      callers.set(remoteAddress, count);
      done(count > MOST_PER_ADDRESS && !isOurs(session) ? refusal(421, 'too many connections') : undefined);
    },
    onClose({ remoteAddress }) {
      const count = (callers.get(remoteAddress) ?? 0) - 1;
      if (count > 0) callers.set(remoteAddress, count);
      else callers.delete(remoteAddress);
    },
    onMailFrom(_address, _session, done) {
      done(isStopping ? refusal(421, 'this server is stopping') : undefined);
    },
    onRcptTo({ address }, _session, done) {
      isKnown(address).then(
        (known) => done(known ? undefined : refusal(550, 'no such address here')),
        (failure: unknown) => {
          onFailure(failure);
          done(refusal(451, 'the address cannot be checked now, try again later'));
        },
      );
    },
    onData(stream, session, done) {
      data(stream, session).then((answer) => done(null, answer), done);
    },
  });
  // Connections break, and say so here.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, () => {
      server.off('error', reject);
      resolve();
    });
  });

  const bornAt = new WeakMap<object, number>();
  const looking = setInterval(() => {
    const now = performance.now();
    for (const connection of server.connections) {
      const born = bornAt.get(connection) ?? now;
      bornAt.set(connection, born);
      if (now - born < LONGEST_CONNECTION_MS) continue;
      connection.send(421, 'this connection has lasted long enough');
      connection.close();
    }
  }, LOOK_EVERY_MS).unref();
  const renewing = tls === undefined ? undefined : renew(server, tls);

  return {
    host: listen.host,
    port: (server.server.address() as AddressInfo).port,
    async stop() {
      isStopping = true;
      clearInterval(looking);
      clearInterval(renewing);
      const until = performance.now() + LAST_MAILS_MS;
      while (crowd.isTaking && performance.now() < until) await pause(20);
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

const isRefusal = (failure: unknown): boolean => failure instanceof Error && 'responseCode' in failure;

const RENEW_EVERY_MS = 60_000;

type Files = NonNullable<MailInSettings['tls']>;

/** @throws Error naming the settings if the files cannot be read, or are not a certificate and its key */
function readFiles({ certFile, keyFile }: Files) {
  try {
    const files = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    const isItsKey = new X509Certificate(files.cert).checkPrivateKey(createPrivateKey(files.key));
    if (!isItsKey) throw new Error('the key is of another certificate');
    return files;
  } catch (error) {
    const names = 'HATCHDESK_SMTP_CERT_FILE and HATCHDESK_SMTP_KEY_FILE';
    throw new Error(`${names} must be a certificate and its key, in PEM: ${(error as Error).message}`);
  }
}

/** Certificates are renewed while servers run. One that cannot be read leaves the old one in place. */
function renew(server: SMTPServer, files: Files): NodeJS.Timeout {
  const changedAt = (): number => Math.max(...[files.certFile, files.keyFile].map((file) => statSync(file).mtimeMs));
  let known = changedAt();
  return setInterval(() => {
    try {
      const changed = changedAt();
      if (changed === known) return;
      server.updateSecureContext(readFiles(files));
      known = changed;
    } catch {
      // Half of it is written. The next look finds both.
    }
  }, RENEW_EVERY_MS).unref();
}
