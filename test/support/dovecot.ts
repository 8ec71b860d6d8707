import { ImapFlow } from 'imapflow';
import { Dovecot, findDovecot } from '../../bench/dovecot';
import { temporaryFolder } from './temporary-folder';

const program = findDovecot();

/** Like `describe`, for tests that need Dovecot. Where it is not installed, they are skipped, and their name says so. */
export const describeWithDovecot = (name: string, tests: () => void): void =>
  program === undefined ? describe.skip(`${name} (skipped: Dovecot is not installed)`, tests) : describe(name, tests);

/** Gives the tests of a block a real IMAP server. */
export function useDovecot(options: ConstructorParameters<typeof Dovecot>[2] = {}): () => Dovecot {
  let server: Dovecot | undefined;
  beforeAll(async () => {
    if (program === undefined) return;
    server = new Dovecot(program, temporaryFolder(), options);
    await server.start();
  });
  afterAll(async () => server?.kill());
  return () => {
    if (server === undefined) throw new Error('Dovecot is not installed');
    return server;
  };
}

/** Signs in as a person does who reads her mail. */
export async function asOwner<T>({ port }: Dovecot, user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false, disableAutoIdle: true },
    auth: { user, pass: 'opensesame' },
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout().catch(() => {});
  }
}

/** Puts mails into a folder, as a mail server does. */
export const deliver = (dovecot: Dovecot, user: string, mails: (string | Buffer)[], folder = 'INBOX'): Promise<void> =>
  asOwner(dovecot, user, async (client) => {
    if (folder !== 'INBOX') await client.mailboxCreate(folder).catch(() => {});
    for (const mail of mails) await client.append(folder, mail);
  });

/** How many mails are in a folder, and how many of them are unread. */
export const counted = (
  dovecot: Dovecot,
  user: string,
  folder = 'INBOX',
): Promise<{ messages: number; unseen: number }> =>
  asOwner(dovecot, user, async (client) => {
    const status = await client.status(folder, { messages: true, unseen: true }).catch(() => false as const);
    const { messages = -1, unseen = -1 } = status === false ? {} : status;
    return { messages, unseen };
  });
