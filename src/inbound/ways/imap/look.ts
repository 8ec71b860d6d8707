import type { ImapFlow } from 'imapflow';
import type { Progress } from '../../../store/inbound/fetching';

/** What a look into a folder found. */
interface Found {
  /** The mails to take, oldest first. */
  uids: number[];
  progress: Omit<Progress, 'lastSuccessAt'>;
}

/** They are written down anew with each group of mails that is taken. */
const MOST_REMEMBERED = 10_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Looks which mails of a folder are to be taken: what is unread, what has come since the last look whether somebody has
 * read it or not, and what could not be taken before. In a folder that is new to us, what was read before stays there.
 */
export async function look(client: ImapFlow, known: Progress): Promise<Found> {
  const folder = client.mailbox;
  if (folder === false) throw new Error('No folder is open');
  // Old servers tell neither this nor the next number. Then we trust that numbers stay.
  const uidValidity = String((folder.uidValidity as bigint | undefined) ?? 0);
  const unread = await search(client, { seen: false, deleted: false });
  if (known.uidValidity === uidValidity) {
    const { lastUid } = known;
    const news = (await search(client, { uid: `${lastUid + 1}:*`, deleted: false })).filter((uid) => uid > lastUid);
    const pending = await stillThere(client, known.pending);
    return { uids: inOrder([...unread, ...news, ...pending]), progress: { uidValidity, lastUid, pending } };
  }
  const uidNext = folder.uidNext as number | undefined;
  const lastUid = uidNext === undefined ? ((await search(client, { all: true })).at(-1) ?? 0) : uidNext - 1;
  // Its numbers were drawn anew. What came lately may have been read meanwhile; what was taken is recognised.
  const since = known.uidValidity === null ? null : known.lastSuccessAt;
  const lately =
    since === null ? [] : await search(client, { since: new Date(since.getTime() - DAY_MS), deleted: false });
  const uids = inOrder([...unread, ...lately]);
  // Somebody may read them before they are taken, and nothing else would tell then that they are to be taken.
  return { uids, progress: { uidValidity, lastUid, pending: uids.slice(0, MOST_REMEMBERED) } };
}

/** Mail servers refuse lines that are too long, again at every look. */
const ASKED_AT_ONCE = 500;

async function stillThere(client: ImapFlow, uids: readonly number[]): Promise<number[]> {
  const found: number[] = [];
  for (let start = 0; start < uids.length; start += ASKED_AT_ONCE) {
    found.push(...(await search(client, { uid: uids.slice(start, start + ASKED_AT_ONCE).join(',') })));
  }
  return found;
}

const inOrder = (uids: number[]): number[] => Array.from(new Set(uids)).sort((one, other) => one - other);

/** @throws Error if the mail server refuses it */
export async function search(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  // imapflow says so where the server refuses, or the connection has ended.
  if (!Array.isArray(found)) throw new Error('The folder cannot be searched');
  return found;
}
