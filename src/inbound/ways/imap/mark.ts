import type { ImapFlow } from 'imapflow';
import type { MailboxRow } from '../../../store/inbound/mailboxes';
import { MailboxTrouble } from './explain';

/**
 * Does with mails what the mailbox wants done once they are taken.
 *
 * @throws MailboxTrouble if the mail server refuses it
 */
export async function markTaken(
  client: ImapFlow,
  uids: readonly number[],
  { taken, moveTo }: Pick<MailboxRow, 'taken' | 'moveTo'>,
): Promise<void> {
  const range = [...uids];
  if (taken === 'seen') {
    const isDone = await client.messageFlagsAdd(range, ['\\Seen'], { uid: true });
    if (!isDone) throw new MailboxTrouble('Mail that was taken cannot be marked as read: the mail server refuses it');
  } else if (taken === 'delete') {
    const isDone = await client.messageDelete(range, { uid: true });
    if (!isDone) throw new MailboxTrouble('Mail that was taken cannot be deleted: the mail server refuses it');
  } else if (!(await client.messageMove(range, moveTo, { uid: true }))) {
    // It may not be there yet.
    await client.mailboxCreate(moveTo).catch(() => {});
    const isDone = await client.messageMove(range, moveTo, { uid: true });
    if (!isDone) throw new MailboxTrouble(`Mail that was taken cannot be moved to the folder "${moveTo}"`);
  }
}
