import type { Db } from '../../database/pool';

/** Where a person wrote something. */
type Written = { messageId: number } | { noteId: number };

/** The message or note that an event is about. @param payload of the event */
export function writtenIn({ messageid, replyid, noteid }: Record<string, unknown>): Written | undefined {
  if (typeof noteid === 'number') return { noteId: noteid };
  const messageId = messageid ?? replyid;
  return typeof messageId === 'number' ? { messageId } : undefined;
}

/** What a person wrote, as sent; undefined if it is gone. */
export async function findWrittenText(db: Db, written: Written) {
  const [row] =
    'noteId' in written
      ? await db.query<{ body: string }>('select body from notes where id = $1', [written.noteId])
      : await db.query<{ body: string }>('select body from messages where id = $1', [written.messageId]);
  return row?.body;
}

/** Reads what was written in several places. Returns a function that gives the text of each; undefined if it is gone. */
export async function findWrittenTexts(db: Db, places: Written[]): Promise<(written: Written) => string | undefined> {
  const messageIds = places.flatMap((place) => ('messageId' in place ? [place.messageId] : []));
  const noteIds = places.flatMap((place) => ('noteId' in place ? [place.noteId] : []));
  const [messages, notes] = await Promise.all([
    messageIds.length === 0 ? [] : db.query<Text>('select id, body from messages where id = any($1)', [messageIds]),
    noteIds.length === 0 ? [] : db.query<Text>('select id, body from notes where id = any($1)', [noteIds]),
  ]);
  const [inMessages, inNotes] = [messages, notes].map((rows) => new Map(rows.map(({ id, body }) => [id, body])));
  return (place) => ('noteId' in place ? inNotes?.get(place.noteId) : inMessages?.get(place.messageId));
}

interface Text {
  id: number;
  body: string;
}
