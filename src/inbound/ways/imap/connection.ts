import { ImapFlow } from 'imapflow';
import type { MailboxRow } from '../../../store/inbound/mailboxes';
import type { MailboxSecret } from '../secrets';
import { explainMailbox, MailboxTrouble } from './explain';
import { fetchTokens } from './oauth';
import { KEEP_ALIVE, unlessSilent } from './silence';

/** How to get into a mailbox. */
type MailboxPlace = Pick<
  MailboxRow,
  'host' | 'port' | 'tls' | 'username' | 'auth' | 'oauthClientId' | 'oauthTokenUrl' | 'folder' | 'taken' | 'moveTo'
>;

interface Opened {
  client: ImapFlow;
  /** Turns what the connection throws into words. */
  explain(thrown: unknown): MailboxTrouble;
}

const CONNECT_WITHIN_MS = 15_000;
/** Some servers wait before they refuse a password. */
const SIGN_IN_SILENCE_MS = 90_000;
/** Some servers search a large folder for minutes before they say anything. */
const COMMAND_SILENCE_MS = 6 * 60_000;
const MEGABYTE = 1_048_576;

/**
 * Connects to a mailbox and opens its folder.
 *
 * @param secret undefined if this process lacks the key that sealed it
 * @param onRenewed receives a refresh token that replaces the one in the secret
 * @throws MailboxTrouble saying what is wrong
 */
export async function openMailbox(
  place: MailboxPlace,
  secret: MailboxSecret | undefined,
  maxBytes: number,
  onRenewed: (refreshToken: string) => Promise<void>,
  { askAfterMs } = KEEP_ALIVE,
): Promise<Opened> {
  if (secret === undefined) {
    throw new MailboxTrouble(
      "This server lacks the desk's key, so the password cannot be read: see HATCHDESK_KEY",
      true,
    );
  }
  const { host, port, tls, username: user } = place;
  const secrets = [secret.password, secret.clientSecret, secret.refreshToken].filter((text) => text !== undefined);
  let accessToken: string | undefined;
  const explain = (thrown: unknown): MailboxTrouble =>
    explainMailbox(thrown, place, accessToken === undefined ? secrets : [...secrets, accessToken]);
  if (place.auth === 'oauth2') {
    const { clientSecret = '', refreshToken = '' } = secret;
    const grant = { url: place.oauthTokenUrl, clientId: place.oauthClientId, clientSecret, refreshToken };
    const tokens = await fetchTokens(grant);
    accessToken = tokens.accessToken;
    if (tokens.refreshToken !== undefined) await onRenewed(tokens.refreshToken);
  }
  const client = new ImapFlow({
    ...{ host, port, secure: tls === 'tls', doSTARTTLS: tls === 'starttls' },
    auth: accessToken === undefined ? { user, pass: secret.password ?? '' } : { user, accessToken },
    ...{ logger: false, disableAutoIdle: true, maxIdleTime: askAfterMs, clientInfo: { name: 'Hatchdesk' } },
    ...{ connectionTimeout: CONNECT_WITHIN_MS, greetingTimeout: CONNECT_WITHIN_MS, socketTimeout: COMMAND_SILENCE_MS },
    ...{ maxLiteralSize: maxBytes + MEGABYTE, maxResponseSize: maxBytes + 8 * MEGABYTE },
  });
  // What breaks the connection fails the command that runs, or is told by its end.
  client.on('error', () => {});
  try {
    await unlessSilent(client, client.connect(), SIGN_IN_SILENCE_MS);
    await openFolder(client, place);
  } catch (error) {
    client.close();
    throw explain(error);
  }
  return { client, explain };
}

const MOST_NAMED = 20;

async function openFolder(client: ImapFlow, { folder, taken, moveTo }: MailboxPlace): Promise<void> {
  const isOpen = await client.mailboxOpen(folder).catch(async (error: unknown) => {
    if (!client.usable) throw error;
    const names = await folderNames(client);
    if (names.includes(fullName(client, folder))) throw error;
    throw new MailboxTrouble(`There is no folder "${folder}": the mailbox has ${shortened(names)}`, true);
  });
  if (taken === 'move' && fullName(client, moveTo) === fullName(client, folder)) {
    // It would arrive there anew, and be taken and moved again.
    throw new MailboxTrouble(
      `Taken mail cannot be moved to "${moveTo}", because it comes from that folder: name another`,
      true,
    );
  }
  if (isOpen.readOnly) {
    throw new MailboxTrouble(`The folder "${folder}" may only be read, so that mail cannot be marked as taken`, true);
  }
}

/** What a server calls a folder whose name somebody gave with or without the prefix that all names have there. */
export function fullName({ namespace }: ImapFlow, folder: string): string {
  const prefix = namespace?.prefix ?? '';
  if (folder.toUpperCase() === 'INBOX') return 'INBOX';
  return folder.startsWith(prefix) ? folder : prefix + folder;
}

/** Whether a mail server can do something that RFC 9051 requires and older servers may lack. */
export const hasExtension = ({ capabilities }: ImapFlow, name: 'MOVE' | 'UIDPLUS'): boolean =>
  capabilities.has(name) || (capabilities.has('IMAP4rev2') && !capabilities.has('IMAP4rev1'));

/** The folders of a mailbox. */
export const folderNames = async (client: ImapFlow): Promise<string[]> => (await client.list()).map(({ path }) => path);

/** Names some of the folders. */
export const shortened = (names: string[]): string =>
  names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ' and others' : '');
