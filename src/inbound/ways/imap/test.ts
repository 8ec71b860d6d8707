import type { MailboxRow } from '../../../store/inbound/mailboxes';
import type { MailboxSecret } from '../secrets';
import { folderNames, fullName, hasExtension, openMailbox, shortened } from './connection';
import { MailboxTrouble } from './explain';

/** What a test of a mailbox found. */
export interface Findings {
  works: boolean;
  /** What is wrong; empty if nothing is. */
  problem: string;
  /** What could be better. */
  hints: string[];
  mails: number;
  unseen: number;
}

/** A test fetches nothing. */
const MOST_BYTES = 1_048_576;

/**
 * Signs in to a mailbox as fetching its mail would, and looks around. It changes nothing.
 *
 * @param secret undefined if this process lacks the key
 * @param onRenewed receives a refresh token that replaces the one in the secret
 */
export async function testMailbox(
  box: MailboxRow,
  secret: MailboxSecret | undefined,
  onRenewed: (refreshToken: string) => Promise<void>,
): Promise<Findings> {
  const hints = hintsOf(box);
  try {
    const { client, explain } = await openMailbox(box, secret, MOST_BYTES, onRenewed);
    try {
      if (!client.capabilities.has('IDLE')) {
        hints.push(`The mail server does not tell of new mail (no IDLE): it is asked every ${box.pollSeconds} seconds`);
      }
      const removes = box.taken === 'delete' || (box.taken === 'move' && !hasExtension(client, 'MOVE'));
      if (removes && !hasExtension(client, 'UIDPLUS')) {
        hints.push(
          'The mail server cannot remove single mails (no UIDPLUS): taken mail stays there, marked as deleted, while mail that somebody else marked so is in the folder',
        );
      }
      if (box.taken === 'move') {
        const names = await folderNames(client);
        if (!names.includes(fullName(client, box.moveTo))) {
          hints.push(`There is no folder "${box.moveTo}" yet: it will be made. The mailbox has ${shortened(names)}`);
        }
      }
      const status = await client.status(box.folder, { messages: true, unseen: true });
      const { messages = 0, unseen = 0 } = status === false ? {} : status;
      return { works: true, problem: '', hints, mails: messages, unseen };
    } catch (error) {
      throw explain(error);
    } finally {
      await client.logout().catch(() => {});
      client.close();
    }
  } catch (error) {
    if (!(error instanceof MailboxTrouble)) throw error;
    return { works: false, problem: error.message, hints, mails: 0, unseen: 0 };
  }
}

function hintsOf({ enabled, departmentId, tls, host }: MailboxRow): string[] {
  const isHere = /^(localhost|127\..*|::1)$/i.test(host);
  return [
    ...(enabled ? [] : ['The mailbox is disabled, so that nothing is fetched']),
    ...(departmentId === null ? ['It has no department: the addresses of each mail say whose it is'] : []),
    ...(tls === 'none' && !isHere ? ['The password crosses the network unencrypted: use tls or starttls'] : []),
  ];
}
