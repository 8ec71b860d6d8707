import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { limited } from '../limit';

/** A mail as it lies in a folder. */
export interface FetchedMail {
  uid: number;
  raw: Buffer;
  receivedAt: Date | undefined;
}

/** As much is fetched at once. A larger mail is fetched alone. */
const BYTES_AT_ONCE = 4_194_304;
const MAILS_AT_ONCE = 25;
const SIZES_AT_ONCE = 500;

/** Divides mails into groups that are fetched together. Those that are gone are left out. */
export async function groupsOf(client: ImapFlow, uids: readonly number[], isAlone: (uid: number) => boolean) {
  const groups: number[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (let start = 0; start < uids.length; start += SIZES_AT_ONCE) {
    const some = uids.slice(start, start + SIZES_AT_ONCE);
    const sizes = new Map<number, number>();
    for (const { uid, size = 0 } of await client.fetchAll(some, { uid: true, size: true }, { uid: true })) {
      sizes.set(uid, size);
    }
    for (const uid of some) {
      const size = sizes.get(uid);
      if (size === undefined) continue;
      const group = groups.at(-1);
      const fits = group !== undefined && group.length < MAILS_AT_ONCE && bytes + size <= BYTES_AT_ONCE;
      if (fits && !isAlone(uid)) group.push(uid);
      else groups.push([uid]);
      bytes = isAlone(uid) ? Number.POSITIVE_INFINITY : fits ? bytes + size : size;
    }
  }
  return groups;
}

/**
 * Fetches mails without marking them as read.
 *
 * @param maxBytes of a larger mail, the beginning is fetched, up to the last part that is whole
 */
export async function fetchMails(client: ImapFlow, uids: readonly number[], maxBytes: number): Promise<FetchedMail[]> {
  const source = { start: 0, maxLength: maxBytes };
  const query = { uid: true, size: true, internalDate: true, source };
  const found = await client.fetchAll([...uids], query, { uid: true });
  return found
    .flatMap((mail) => (mail.source === undefined ? [] : [read(mail, mail.source, maxBytes)]))
    .sort((one, other) => one.uid - other.uid);
}

function read({ uid, size = 0, internalDate }: FetchMessageObject, source: Buffer, maxBytes: number): FetchedMail {
  const date = internalDate === undefined ? undefined : new Date(internalDate);
  return {
    uid,
    raw: size > maxBytes ? limited(source) : source,
    receivedAt: date === undefined || Number.isNaN(date.getTime()) ? undefined : date,
  };
}
