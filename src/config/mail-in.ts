import { isIP } from 'node:net';

/** How mail comes in, apart from mailboxes, which are rows. */
export interface MailInSettings {
  /** Where to take mail by SMTP. Undefined if nowhere. */
  listen: { host: string; port: number } | undefined;
  /** The files with the certificate and its private key. Undefined if connections are not encrypted. */
  tls: { certFile: string; keyFile: string } | undefined;
  /** The operator's own mail servers: what they say about who wrote a mail counts. CIDR networks. */
  relays: string[];
  /** The largest mail that is taken whole. */
  maxBytes: number;
}

/** Read from the environment that a mail server gives the programs to which it pipes mail. */
export interface PipeEnvironment {
  /** To whom the mail goes, as the mail server says. */
  recipients: string[];
  /** Who sent it, by its envelope; empty for mail that must not be answered. Undefined if nobody says it. */
  sender: string | undefined;
}

/**
 * Reads where to take mail: `127.0.0.1:2525` or `[::1]:25`.
 *
 * @throws Error `must be an address and a port such as 127.0.0.1:2525`
 */
export function readListen(text: string | undefined): MailInSettings['listen'] {
  if (text === undefined) return undefined;
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const isFit = host !== undefined && (bracketed === undefined || isIP(bracketed) === 6) && Number(digits) <= 65_535;
  if (!isFit) throw new Error('must be an address and a port such as 127.0.0.1:2525');
  return { host, port: Number(digits) };
}

/**
 * Reads the files for STARTTLS.
 *
 * @throws Error if only one of them is named
 */
export function readTlsFiles(certFile: string | undefined, keyFile: string | undefined): MailInSettings['tls'] {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    throw new Error('HATCHDESK_SMTP_CERT_FILE and HATCHDESK_SMTP_KEY_FILE must be set together');
  }
  return { certFile, keyFile };
}

/**
 * Reads what Postfix and Exim tell the programs to which they pipe mail. ORIGINAL_RECIPIENT is the address before aliases,
 * so it counts more than RECIPIENT. Where Postfix cuts off an extension, the token of an answer is in it.
 */
export function readPipe(env: NodeJS.ProcessEnv): PipeEnvironment {
  const { ORIGINAL_RECIPIENT: original = '', RECIPIENT: recipient = '', EXTENSION: extension = '' } = env;
  const [local = '', domain] = recipient.split(/@(?=[^@]*$)/);
  const isCut = extension !== '' && local !== '' && !local.includes('+');
  const extended = isCut ? `${local}+${extension}${domain === undefined ? '' : `@${domain}`}` : '';
  const named = [original, recipient, extended].map((address) => address.trim()).filter(Boolean);
  const { SENDER: sender } = env;
  return {
    recipients: Array.from(new Set(named)),
    // What Postfix's local(8) writes for no sender at all.
    sender: sender !== undefined && /^mailer-daemon$/i.test(sender.trim()) ? '' : sender?.trim(),
  };
}
