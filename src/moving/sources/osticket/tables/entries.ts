import { addTo } from '../../tables/lists';
import type { TableRow } from '../../tables/table-row';
import type { File, Lookups } from './lookups';
import type { Mapping, Reading } from './mapping';
import { PIECES } from './pieces';

/** What an entry of a thread may be. */
const FLAG = { edited: 0x2, hidden: 0x4, resent: 0x10, fromMerged: 0x400 };
const [MESSAGE, RESPONSE] = ['M', 'R'];

const flagsOf = (row: TableRow): number => row.integer('flags') ?? 0;

const kindOf = (row: TableRow): string => row.code('type').toUpperCase();

const isNoteOf = (kind: string): boolean => kind !== MESSAGE && kind !== RESPONSE;

/** Message-IDs, whole. Older versions keep them for entries of one mail more than once. */
export const mailIds: Mapping = {
  table: 'thread_entry_email',
  learn: {
    columns: ['thread_entry_id', 'mid'],
    row(row, { mailIds }) {
      const mailId = row.code('mid').trim();
      if (/^<[^<>\s]+@[^<>\s]+>$/.test(mailId)) mailIds.set(row.key('thread_entry_id'), mailId);
    },
  },
};

export const entries: Mapping = {
  table: 'thread_entry',
  learn: {
    columns: ['id', 'pid', 'thread_id', 'type', 'flags', 'created'],
    row(row, { attached, edited, entries, older, openings, newest }) {
      const flags = flagsOf(row);
      const parentId = row.id('pid');
      if ((flags & FLAG.hidden) !== 0) {
        older.set(row.key('id'), (flags & FLAG.edited) === 0 ? null : parentId);
        return;
      }
      if ((flags & FLAG.edited) !== 0 && parentId !== null) edited.set(row.key('id'), parentId);
      const [id, threadId, kind] = [row.key('id'), row.key('thread_id'), kindOf(row)];
      const isNote = isNoteOf(kind);
      // Dumps are in the order of names, so attachments come first. Half a million entries take 100 MB.
      if (attached.size === 0 || attached.has(id)) entries.set(id, { threadId, isNote });
      if (isNote) return;
      const created = row.code('created');
      if (created > (newest.get(threadId) ?? '')) newest.set(threadId, created);
      // The opening message of a merged ticket does not open the other one.
      if ((flags & FLAG.fromMerged) !== 0) return;
      const rank = `${kind} ${created} ${id.padStart(12, '0')}`;
      const known = openings.get(threadId);
      if (known === undefined || rank < known.rank) openings.set(threadId, { entryId: id, rank });
    },
  },
  read: {
    columns: [
      ...['id', 'thread_id', 'staff_id', 'user_id', 'type', 'flags', 'poster', 'title', 'body', 'format', 'created'],
    ],
    row(row, reading) {
      const { sink, lookups, count } = reading;
      const id = row.key('id');
      const ticketId = lookups.threads.get(row.key('thread_id'));
      if (ticketId === undefined) {
        return count({
          ...{ line: 'stays', kind: 'thread_entry', reason: 'no ticket' },
          text: 'These entries belong to tasks, or to tickets that were deleted.',
        });
      }
      if ((flagsOf(row) & FLAG.hidden) !== 0) {
        return count({
          ...{ line: 'stays', kind: 'thread_entry', reason: 'older versions' },
          text: 'These are what messages and notes said before somebody edited them. The newest version is carried.',
        });
      }
      const written = { format: formatOf(row), createdAt: row.moment('created'), ...staffOf(row, reading) };
      if (isNoteOf(kindOf(row))) {
        return sink.add('note', { sourceId: lookups.originalOf(id), ticketId, ...written, body: noteOf(row, reading) });
      }
      const isFirst = lookups.isOpening(id, ticketId);
      const isByStaff = kindOf(row) === RESPONSE;
      const userId = row.id('user_id');
      const isClient = !isByStaff && userId !== null && lookups.accounts.has(userId);
      return sink.add('message', {
        sourceId: messageId(lookups.originalOf(id), ticketId, isFirst),
        ...{ ticketId, isFirst, ...written, ...(isByStaff ? {} : { staffId: null, staffName: null }) },
        clientId: isClient ? userId : null,
        ...(isByStaff ? {} : { authorName: row.line('poster'), authorEmail: lookups.addressOf(userId) }),
        body: bodyOf(row, reading),
        mailId: mailIdOf(row, reading),
      });
    },
  },
  ignored: [...['editor', 'editor_type', 'source', 'ip_address', 'extra', 'recipients', 'updated']],
};

/** See the kind `message` of records. */
const messageId = (entryId: string, ticketId: string, isFirst: boolean): string => (isFirst ? `t${ticketId}` : entryId);

/**
 * The Message-ID that people's mail programs know. An edit gets one of its own, which goes out only if the entry was sent
 * once more.
 */
function mailIdOf(row: TableRow, { lookups }: Reading): string | null {
  const versions = lookups.versionsOf(row.key('id'));
  const known = (flagsOf(row) & FLAG.resent) === 0 ? versions.toReversed() : versions;
  const id = known.find((version) => lookups.mailIds.has(version));
  return id === undefined ? null : (lookups.mailIds.get(id) ?? null);
}

const formatOf = (row: TableRow): string => (row.code('format') === 'html' ? 'html' : 'plain');

/** Who of the staff wrote it. Of those who are gone, and of the program itself, only the name is known. */
function staffOf(row: TableRow, { lookups }: Reading): { staffId: string | null; staffName: string | null } {
  const id = row.id('staff_id');
  const isKnown = id !== null && lookups.staff.has(id);
  return { staffId: isKnown ? id : null, staffName: isKnown ? null : (row.line('poster') ?? 'osTicket') };
}

/** The text of an entry. Where it shows one of its files, it names it: all of them are attached. */
function bodyOf(row: TableRow, { lookups }: Reading): string | null {
  if (formatOf(row) !== 'html') return row.text('body');
  const html = row.markup('body');
  return html === null
    ? null
    : html.replace(/<img\b[^<>]*?\bsrc\s*=\s*["']?cid:([\w-]+)[^<>]*>/gi, (_image, key: string) => {
        const name = lookups.fileNames.get(key.toLowerCase());
        return name === undefined ? '' : `[${escaped(name)}]`;
      });
}

/** The text of a note, below its title. */
function noteOf(row: TableRow, reading: Reading): string | null {
  const title = row.line('title');
  const body = bodyOf(row, reading);
  if (title === null) return body;
  return formatOf(row) === 'html' ? `<p><b>${escaped(title)}</b></p>${body ?? ''}` : `${title}\n\n${body ?? ''}`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const files: Mapping = {
  table: 'file',
  learn: {
    columns: ['id', 'bk', 'size', 'key', 'name'],
    row(row, { files, fileNames }) {
      const key = row.code('key');
      const name = row.line('name');
      files.set(row.key('id'), { name, key, backend: row.code('bk'), size: row.integer('size') ?? 0 });
      if (name !== null) fileNames.set(key.toLowerCase(), name);
    },
  },
};

/** The bytes of files are read when they are asked for. Here it is only learned whose are there. */
export const pieces: Mapping = {
  table: PIECES,
  learn: { columns: ['file_id'], row: (row, { storedFiles }) => void storedFiles.add(row.key('file_id')) },
};

const OF_ENTRIES = 'H';
const IN_DATABASE = 'D';

export const attachments: Mapping = {
  table: 'attachment',
  learn: {
    columns: ['id', 'object_id', 'type'],
    row(row, { attached }) {
      if (row.code('type') === OF_ENTRIES) addTo(attached, row.id('object_id'), row.key('id'));
    },
  },
  read: {
    columns: ['id', 'object_id', 'type', 'file_id', 'name'],
    row(row, { sink, lookups, count }) {
      const entry = lookups.entries.get(row.key('object_id'));
      const ticketId = entry && lookups.threads.get(entry.threadId);
      const file = lookups.files.get(row.key('file_id'));
      if (row.code('type') !== OF_ENTRIES || entry === undefined || ticketId === undefined || file === undefined) {
        return count({
          ...{ line: 'stays', kind: 'attachment', reason: 'files of no message' },
          text: 'These files belong to canned responses, forms, articles and tasks, to older versions of entries, or to what was deleted.',
        });
      }
      const isFirst = lookups.isOpening(row.key('object_id'), ticketId);
      const entryId = lookups.originalOf(row.key('object_id'));
      const ownerId = entry.isNote ? entryId : messageId(entryId, ticketId, isFirst);
      const owner = entry.isNote ? `note:${ownerId}` : `message:${ownerId}`;
      const position = lookups.attached.get(row.key('object_id'))?.indexOf(row.key('id')) ?? 0;
      return sink.add('attachment', {
        sourceId: `${owner}:${position}`,
        ...{ ticketId, ...(entry.isNote ? { noteId: ownerId } : { messageId: ownerId }), position },
        filename: row.line('name') ?? file.name ?? 'file',
        place: placeOf(row.key('file_id'), file, lookups),
      });
    },
  },
  ignored: ['inline', 'lang'],
};

/** Where a file is: see files.ts. Of one whose bytes should be in the database and are not, it tells no size. */
function placeOf(id: string, { backend, key, size }: File, { storedFiles }: Lookups): string {
  if (backend !== IN_DATABASE) return [backend, key, size].join(':');
  return [backend, id, size === 0 || storedFiles.has(id) ? size : ''].join(':');
}
