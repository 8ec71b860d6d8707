import type { ImapFlow, SearchObject } from 'imapflow';
import type { MailboxRow } from '../../../store/inbound/mailboxes';
import { hasExtension } from './connection';
import { MailboxTrouble } from './explain';
import { search } from './look';

type Wanted = Pick<MailboxRow, 'taken' | 'moveTo'>;

/** Mail servers refuse lines that are too long. */
const MARKED_AT_ONCE = 500;

/**
 * Does with mails what the mailbox wants done once they are taken. It remembers those that the mail server does not let go,
 * so that they are not fetched, logged and copied again at every look.
 */
export class Marker {
  private uidValidity: string | null = null;
  private readonly taken = new Set<number>();
  private readonly copied = new Set<number>();
  /** Marked as deleted, and not removed yet. */
  private readonly deleted = new Set<number>();

  /** Forgets mails that a look did not find, and all of them if the folder's numbers were drawn anew. */
  keep(uidValidity: string | null, found: ReadonlySet<number>): void {
    const isAnew = uidValidity !== this.uidValidity;
    this.uidValidity = uidValidity;
    for (const known of [this.taken, this.copied]) {
      for (const uid of known) if (isAnew || !found.has(uid)) known.delete(uid);
    }
    if (isAnew) this.deleted.clear();
  }

  /** Whether a mail that a look found was taken before. */
  isTaken(uid: number): boolean {
    return this.taken.has(uid);
  }

  /** @throws MailboxTrouble if the mail server refuses it */
  async mark(client: ImapFlow, uids: readonly number[], box: Wanted): Promise<void> {
    for (const uid of uids) this.taken.add(uid);
    if (box.taken === 'seen') {
      const isDone = await client.messageFlagsAdd([...uids], ['\\Seen'], { uid: true });
      if (!isDone) throw refused(box);
    } else if (box.taken === 'delete') {
      if (!(await this.remove(client, uids))) throw refused(box);
    } else await this.move(client, uids, box);
  }

  /** Does so with mails that are still there though they were taken. @throws MailboxTrouble if they stay there */
  async markAgain(client: ImapFlow, uids: readonly number[], box: Wanted): Promise<void> {
    for (let start = 0; start < uids.length; start += MARKED_AT_ONCE) {
      const some = uids.slice(start, start + MARKED_AT_ONCE);
      await this.mark(client, some, box);
      if (await areLeft(client, some, box.taken === 'seen' ? { seen: false } : { deleted: false })) throw refused(box);
    }
  }

  private async move(client: ImapFlow, uids: readonly number[], box: Wanted): Promise<void> {
    const { moveTo } = box;
    const isAtOnce = hasExtension(client, 'MOVE');
    const range = uids.filter((uid) => !this.copied.has(uid));
    const put = () =>
      isAtOnce ? client.messageMove(range, moveTo, { uid: true }) : client.messageCopy(range, moveTo, { uid: true });
    if (range.length > 0 && !(await put())) {
      // It may not be there yet.
      await client.mailboxCreate(moveTo).catch(() => {});
      if (!(await put())) throw refused(box);
    }
    if (isAtOnce) return;
    for (const uid of range) this.copied.add(uid);
    if (!(await this.remove(client, uids))) throw refused(box);
  }

  private async remove(client: ImapFlow, uids: readonly number[]): Promise<boolean> {
    if (hasExtension(client, 'UIDPLUS')) return client.messageDelete([...uids], { uid: true });
    if (!(await client.messageFlagsAdd([...uids], ['\\Deleted'], { uid: true }))) return false;
    for (const uid of uids) this.deleted.add(uid);
    const marked = await search(client, { deleted: true });
    // Some servers say that they did what nobody may do there.
    if (!uids.some((uid) => marked.includes(uid)) && (await areLeft(client, uids))) return false;
    // All that is marked would go, also what somebody else marked and may want back.
    if (!marked.every((uid) => this.deleted.has(uid))) return true;
    const isDone = await client.messageDelete(marked, { uid: true });
    if (isDone) this.deleted.clear();
    return isDone;
  }
}

async function areLeft(client: ImapFlow, uids: readonly number[], how: SearchObject = { deleted: false }) {
  return (await search(client, { uid: uids.join(','), ...how })).length > 0;
}

const refused = ({ taken, moveTo }: Wanted): MailboxTrouble =>
  new MailboxTrouble(
    taken === 'move'
      ? `Mail that was taken cannot be moved to the folder "${moveTo}"`
      : `Mail that was taken cannot be ${taken === 'seen' ? 'marked as read' : 'deleted'}: the mail server refuses it`,
  );
