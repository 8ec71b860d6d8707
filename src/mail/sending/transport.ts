import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from 'nodemailer/lib/smtp-pool';
import { ConfigError } from '../../config';
import type { MailSettings } from '../../config/mail';
import { Gathering } from './gathering';

export type MailTransport = Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;

/** A server that stands still for so long takes nothing any more. */
const TIMEOUTS = {
  dnsTimeout: 10_000,
  // From looking up its address to the end of STARTTLS. A server that is busy, or that looks up who we are in a DNS that
  // does not answer, greets late (RFC 5321, 4.5.3.2.1).
  connectionTimeout: 50_000,
  greetingTimeout: 50_000,
  socketTimeout: 60_000,
  socketCloseTimeout: 1_000,
};
/** Longer than a server may need for any mail. */
const SENDING_TIMEOUT_MS = 15 * 60_000;

/**
 * Prepares connections to the mail server. The first is made for the first mail.
 *
 * @throws ConfigError if the key for DKIM cannot be read
 */
export function openTransport(smtp: NonNullable<MailSettings['smtp']>, dkim: MailSettings['dkim']): MailTransport {
  const { account, connections, rate } = smtp;
  const transport = createTransport({
    ...connectionOf(smtp),
    // Whoever sends a mail says how long it may take.
    socketTimeout: SENDING_TIMEOUT_MS,
    pool: true,
    maxConnections: connections,
    // Only for a mail of which nothing was sent, because the server had just closed the connection of the mail before.
    maxRequeues: 1,
    ...(rate !== undefined && { rateLimit: rate, rateDelta: 1_000 }),
    ...(account !== undefined && { auth: { user: account.user, pass: account.password } }),
    ...(dkim !== undefined && {
      dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: readKey(dkim.keyFile) },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  transport.use('stream', ({ message, data: { signal } }, done) => {
    if (message !== null) {
      message.transform(() => new Gathering());
      const createReadStream = message.createReadStream.bind(message);
      message.createReadStream = (options) => {
        const body = createReadStream(options);
        if (signal !== undefined) watchers.get(signal)?.(body);
        return body;
      };
    }
    done();
  });
  return transport;
}

const watchers = new WeakMap<AbortSignal, (body: Readable) => void>();

/**
 * Watches what is read of a mail as it goes to the server, signed and in its last form. Failures don't tell how far it got.
 *
 * @param signal the mail's own
 */
export function watchBody(signal: AbortSignal, watch: (body: Readable) => void): void {
  watchers.set(signal, watch);
}

const connectionOf = ({ host, port, secure, starttls }: NonNullable<MailSettings['smtp']>) => ({
  ...{ host, port, secure, ...TIMEOUTS },
  requireTLS: starttls === 'required',
  ignoreTLS: starttls === 'off',
  // Optional encryption protects from nobody who can change what is sent, so any certificate is as good as none.
  ...(!secure && starttls === 'optional' && { opportunisticTLS: true, tls: { rejectUnauthorized: false } }),
});

/** How long what a server can do is remembered. */
const REMEMBERED_MS = 10 * 60_000;

/**
 * Asks the mail server whether it takes addresses with letters other than ASCII's. The library would send them to any
 * server.
 *
 * @returns asks again after ten minutes, and throws what connecting throws
 */
export function createUnicodeCheck(smtp: NonNullable<MailSettings['smtp']>): () => Promise<boolean> {
  let asked: { at: number; answer: Promise<boolean> } | undefined;
  return async () => {
    if (asked === undefined || performance.now() - asked.at > REMEMBERED_MS) {
      asked = { at: performance.now(), answer: askForUnicode(smtp) };
    }
    try {
      return await asked.answer;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
}

async function askForUnicode(smtp: NonNullable<MailSettings['smtp']>): Promise<boolean> {
  const connection = new SMTPConnection({ ...connectionOf(smtp), logger: false });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('The mail server closed the connection')));
      connection.connect(() => resolve());
    });
    return /[ -]SMTPUTF8\b/i.test(connection.lastServerResponse || '');
  } finally {
    connection.on('error', () => {});
    connection.quit();
  }
}

function readKey(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'it cannot be read' } = error as NodeJS.ErrnoException;
    throw new ConfigError([`HATCHDESK_DKIM_KEY_FILE: ${code}`]);
  }
  if (!text.includes('PRIVATE KEY')) throw new ConfigError(['HATCHDESK_DKIM_KEY_FILE: has no private key in PEM']);
  return text;
}
