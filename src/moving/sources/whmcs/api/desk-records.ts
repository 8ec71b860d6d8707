import { createHash } from 'node:crypto';
import { cleanHtml, cleanText } from '../../tables/texts';
import { readList } from './pages';
import type { Reading } from './reading';
import { EVERY_DEPARTMENT } from './ticket-list';
import { booleanOf, idOf, integerOf, listOf, textOf } from './values';

export async function readDepartments({ caller, sink, signal }: Reading): Promise<void> {
  const answer = await caller.ask('GetSupportDepartments', EVERY_DEPARTMENT, signal);
  for (const [position, row] of listOf(answer.departments, 'department').entries()) {
    await sink.add('department', {
      sourceId: textOf(row.id),
      name: cleanText(textOf(row.name)),
      sortOrder: position + 1,
    });
  }
}

/**
 * Reads the statuses. Whether one is active or awaits a reply is seen from the tickets that GetTickets lists under WHMCS's
 * words for those; of a status without tickets nobody can tell.
 *
 * @returns whether tickets of a status, in lower case, are closed or at rest
 */
export async function readStatuses({ caller, sink, pageSize, signal }: Reading): Promise<(status: string) => boolean> {
  const answer = await caller.ask('GetSupportStatuses', {}, signal);
  const statusesOf = async (group: string) => {
    const fields = { ...EVERY_DEPARTMENT, status: group };
    const list = { action: 'GetTickets', plural: 'tickets', singular: 'ticket', fields };
    const titles = new Set<string>();
    await readList(caller, list, pageSize, signal, ({ status }) => void titles.add(idOfName(textOf(status))));
    return titles;
  };
  const active = await statusesOf('All Active Tickets');
  const awaiting = await statusesOf('Awaiting Reply');
  const flagsOf = (sourceId: string, count: number) =>
    // An old version may not know these words, and list nothing.
    count > 0 && active.size > 0
      ? { isActive: active.has(sourceId), isAwaitingReply: awaiting.has(sourceId) }
      : USUAL[sourceId];
  const atRest = new Set<string>();
  for (const [position, row] of listOf(answer.statuses, 'status').entries()) {
    const title = cleanText(textOf(row.title)).trim();
    const sourceId = idOfName(title);
    const flags = flagsOf(sourceId, integerOf(row.count) ?? 0);
    if (flags?.isActive === false) atRest.add(sourceId);
    await sink.add('status', {
      ...{ sourceId, title, color: textOf(row.color) || null, sortOrder: position + 1 },
      ...(flags ?? { isActive: null, isAwaitingReply: null }),
      isClosed: sourceId === 'closed',
    });
    if (flags !== undefined) continue;
    await sink.line({
      line: 'differs',
      kind: 'status',
      sourceId,
      title,
      reason: 'unknown flags',
      text: `The API does not show whether tickets with the status ${title} are active or await a reply. Set that here.`,
    });
  }
  return (status) => atRest.has(status);
}

/** What WHMCS's own statuses mean, unless somebody has changed it. */
const USUAL: Record<string, { isActive: boolean; isAwaitingReply: boolean }> = {
  open: { isActive: true, isAwaitingReply: true },
  answered: { isActive: true, isAwaitingReply: false },
  'customer-reply': { isActive: true, isAwaitingReply: true },
  'on hold': { isActive: true, isAwaitingReply: false },
  'in progress': { isActive: true, isAwaitingReply: false },
  closed: { isActive: false, isAwaitingReply: false },
};

/** The id of a record that is known by its name. */
export const idOfName = (name: string): string => cleanText(name).trim().toLowerCase();

/**
 * Reads the staff.
 *
 * @returns finds the id of the one and only member of staff with a name, as answers show it
 */
export async function readStaff({
  caller,
  sink,
  clock,
  may,
  signal,
}: Reading): Promise<(name: string) => string | null> {
  const idsOf = new Map<string, string[]>();
  if (may('GetAdminUsers')) {
    const answer = await caller.ask('GetAdminUsers', { include_disabled: 'true' }, signal);
    for (const row of listOf(answer.admin_users, 'admin_user')) {
      const sourceId = textOf(row.id);
      const [firstName, lastName, username] = [row.firstname, row.lastname, row.username].map((value) =>
        cleanText(textOf(value)).trim(),
      ) as [string, string, string];
      for (const name of new Set([`${firstName} ${lastName}`.trim().toLowerCase(), username.toLowerCase()])) {
        idsOf.set(name, [...(idsOf.get(name) ?? []), sourceId]);
      }
      await sink.add('staff', {
        sourceId,
        ...{ username, firstName, lastName, email: textOf(row.email).trim() },
        disabled: booleanOf(row.isDisabled),
        signature: cleanText(textOf(row.signature)),
        notes: cleanText(textOf(row.notes)),
        language: textOf(row.language),
        createdAt: clock.moment(textOf(row.created_at)),
        departmentIds: departmentsOf(row.supportDepartmentIds),
      });
    }
  }
  return (name) => {
    const ids = idsOf.get(name.trim().toLowerCase()) ?? [];
    return ids.length === 1 ? (ids[0] ?? null) : null;
  };
}

/** A list of ids, or a text with commas between them. */
const departmentsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(textOf) : textOf(value).split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');

export async function readPredefined({ caller, sink, may, signal }: Reading): Promise<void> {
  if (!may('GetTicketPredefinedCats')) return;
  const answer = await caller.ask('GetTicketPredefinedCats', {}, signal);
  const categories = listOf(answer.categories, 'category');
  for (const row of categories) {
    const sourceId = textOf(row.id);
    await sink.add('predefinedCategory', { sourceId, name: cleanText(textOf(row.name)), parentId: idOf(row.parentid) });
  }
  if (!may('GetTicketPredefinedReplies')) return;
  // Without a category, the list says nowhere which one a reply is in.
  for (const { id } of categories) {
    const categoryId = textOf(id);
    const listed = await caller.ask('GetTicketPredefinedReplies', { catid: categoryId }, signal);
    const times = new Map<string, number>();
    for (const [position, row] of listOf(listed.predefinedreplies, 'predefinedreply').entries()) {
      const name = cleanText(textOf(row.name));
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      const body = cleanText(textOf(row.reply));
      // WHMCS does not show their ids.
      const sourceId = idOf(row.id) ?? digestOf([categoryId, name, String(time)]);
      await sink.add('predefinedReply', { sourceId, name, body, categoryId, sortOrder: position + 1 });
    }
  }
}

const digestOf = (parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

export async function readAnnouncements({ caller, sink, clock, may, pageSize, signal }: Reading): Promise<void> {
  if (!may('GetAnnouncements')) return;
  const list = { action: 'GetAnnouncements', plural: 'announcements', singular: 'announcement' };
  await readList(caller, list, pageSize, signal, (row) =>
    sink.add('announcement', {
      sourceId: textOf(row.id),
      title: cleanText(textOf(row.title)),
      body: cleanHtml(textOf(row.announcement)),
      published: booleanOf(row.published),
      language: textOf(row.language),
      parentId: idOf(row.parentid),
      announcedAt: clock.moment(textOf(row.date)),
      createdAt: clock.moment(textOf(row.created_at)),
      updatedAt: clock.moment(textOf(row.updated_at)),
    }),
  );
}
