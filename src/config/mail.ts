import { isIP } from 'node:net';
import { oneOf, readWhole } from './readers';

/** How to reach the server that takes mail. */
interface SmtpSettings {
  host: string;
  port: number;
  /** Whether the connection is encrypted from its first byte. */
  secure: boolean;
  /** Whether to encrypt a plain connection: always, if the server offers it, or never. */
  starttls: 'required' | 'optional' | 'off';
  account: { user: string; password: string } | undefined;
  /** The most connections of one process. */
  connections: number;
  /** The most mails of one process in a second; undefined for no limit. */
  rate: number | undefined;
}

/** How mail is signed. The file has the private key. */
interface DkimSettings {
  domain: string;
  selector: string;
  keyFile: string;
}

export interface MailSettings {
  /** Undefined if mail is only kept. */
  smtp: SmtpSettings | undefined;
  dkim: DkimSettings | undefined;
}

const PARAMETERS = ['pool', 'rate', 'starttls'];

/**
 * Reads the address of a mail server: `smtp://user:secret@host:587?pool=5&rate=20&starttls=required`.
 *
 * @throws Error saying what is wrong, without quoting the address: its secret could be anywhere
 */
export function readSmtpUrl(text: string | undefined): SmtpSettings | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || /[\s\p{Cc}]/u.test(text)) throw new Error(SHAPE);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!isIP(host) && !/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host)) throw new Error(SHAPE);
  if (!['', '/'].includes(url.pathname) || url.hash !== '') throw new Error(SHAPE);
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.includes(name)) throw new Error(`has a parameter other than ${PARAMETERS.join(', ')}`);
  }
  const secure = url.protocol === 'smtps:';
  const account = readAccount(url);
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : readPart('port', url.port, 1, 65_535),
    secure,
    starttls: readStarttls(url.searchParams.get('starttls'), { secure, isSecret: account !== undefined, host }),
    account,
    connections: readPart('pool', url.searchParams.get('pool') ?? '5', 1, 100),
    rate: url.searchParams.has('rate') ? readPart('rate', url.searchParams.get('rate') ?? '', 1, 1_000_000) : undefined,
  };
}

const SHAPE =
  'must be like smtp://user:secret@mail.example.com:587 or smtps://..., with special characters percent-encoded';

function readAccount({ username, password }: URL): SmtpSettings['account'] {
  if (username === '' && password === '') return undefined;
  if (username === '' || password === '') throw new Error('needs both a user and a secret, or neither');
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw new Error(SHAPE);
  }
}

function readPart(name: string, text: string, least: number, most: number): number {
  try {
    return readWhole(text, least, most);
  } catch (error) {
    throw new Error(`its ${name} ${(error as Error).message}`);
  }
}

/** Without a word about it, a secret never crosses a network in the clear. */
function readStarttls(
  text: string | null,
  { secure, isSecret, host }: { secure: boolean; isSecret: boolean; host: string },
): SmtpSettings['starttls'] {
  if (text === null) return isSecret && !/^(localhost|127\..*|::1)$/.test(host) ? 'required' : 'optional';
  if (secure) throw new Error('has starttls, which smtps:// does not need');
  try {
    return oneOf(text, ['required', 'optional', 'off']);
  } catch (error) {
    throw new Error(`its starttls ${(error as Error).message}`);
  }
}

const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Reads the address that mail comes from. @throws Error `must be an e-mail address such as support@example.com` */
export function readMailFrom(text: string | undefined): string {
  if (text !== undefined && !ADDRESS.test(text))
    throw new Error('must be an e-mail address such as support@example.com');
  return text ?? '';
}

const DOMAIN = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;

/**
 * Reads how to sign mail.
 *
 * @throws Error if only some of the three are set, or if one is no name
 */
export function readDkim(
  domain: string | undefined,
  selector: string | undefined,
  keyFile: string | undefined,
): DkimSettings | undefined {
  if (domain === undefined && selector === undefined && keyFile === undefined) return undefined;
  if (domain === undefined || selector === undefined || keyFile === undefined) {
    throw new Error('HATCHDESK_DKIM_DOMAIN, HATCHDESK_DKIM_SELECTOR and HATCHDESK_DKIM_KEY_FILE must be set together');
  }
  if (!DOMAIN.test(domain)) throw new Error('must be a domain such as example.com');
  if (!DOMAIN.test(selector)) throw new Error('HATCHDESK_DKIM_SELECTOR must be a name such as mail2027');
  return { domain: domain.toLowerCase(), selector, keyFile };
}
