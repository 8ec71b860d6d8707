import { itemsOf } from '../../access/assignments';
import type { Context } from '../../calls/action';
import { invalid, notFound } from '../../errors';
import type { Catalogue } from '../../store/desk/catalogue';
import { findByName } from '../../store/desk/named';
import { findStaffByReference } from '../../store/people/people';
import type { MacroRow } from '../../store/tickets/macros';
import { checkTags } from '../../tickets/extras';

/** What callers say of a macro. */
interface Sent {
  name?: string;
  key?: string;
  shared?: boolean;
  status?: string;
  priority?: string;
  deptid?: number;
  flag?: string;
  addtags?: string | (string | number)[];
  removetags?: string | (string | number)[];
  snoozehours?: number;
  reply?: string;
  note?: string;
  sortorder?: number;
}

type Changed = Partial<Omit<MacroRow, 'id' | 'key' | 'staffId'>>;

/**
 * Reads what a macro is to change, by column. What was not sent is absent.
 *
 * @throws ApiError as UpdateTicket does: (not_found) `Department ID Not Found`, `Admin ID Not Found`; (invalid) `Invalid
 * Ticket Priority. Valid priorities are: xxx`, `Invalid Ticket Status. Valid statuses are: xxx`, `A ticket may have at
 * most xxx tags`, `A tag may have at most xxx characters`
 */
export async function macroColumns(context: Context, sent: Sent): Promise<Changed> {
  const { departments, priorities, statuses } = await context.catalogue('fresh');
  const { deptid, priority, status, flag } = sent;
  if (deptid !== undefined && !departments.some(({ id }) => id === deptid)) throw notFound('Department ID Not Found');
  const named = priority === undefined ? undefined : findByName(priorities, priority, ({ name }) => name);
  if (priority !== undefined && named === undefined) {
    throw invalid(`Invalid Ticket Priority. Valid priorities are: ${priorities.map(({ name }) => name).join(',')}`);
  }
  const titled = status === undefined ? undefined : findByName(statuses, status, ({ title }) => title);
  if (status !== undefined && titled === undefined) {
    throw invalid(`Invalid Ticket Status. Valid statuses are: ${statuses.map(({ title }) => title).join(',')}`);
  }
  const assignee = flag === undefined ? undefined : await readAssignee(context, flag.trim());
  const tags = (list: Sent['addtags']) => (list === undefined ? undefined : checkTags(itemsOf(list)).join(','));
  const columns = {
    ...{ name: sent.name?.trim(), statusId: titled?.id, priorityId: named?.id, departmentId: deptid, assignee },
    ...{ addTags: tags(sent.addtags), removeTags: tags(sent.removetags), snoozeHours: sent.snoozehours },
    ...{ replyBody: writtenText(sent.reply), noteBody: writtenText(sent.note), sortOrder: sent.sortorder },
  };
  // What is undefined was not sent, and so stays what it is.
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as Changed;
}

/** A text of white space alone is none: with it, the macro would not run. */
const writtenText = (text: string | undefined): string | undefined => (text?.trim() === '' ? '' : text);

async function readAssignee({ db }: Context, flag: string): Promise<string> {
  if (flag.toLowerCase() === 'me' || flag === '0') return flag.toLowerCase();
  const staff = await findStaffByReference(db, flag);
  if (staff === undefined) throw notFound('Admin ID Not Found');
  return String(staff.id);
}

/** The parts of a macro that can be taken out of it, and their columns without them. */
const WITHOUT: Record<string, Changed & { key?: null }> = {
  key: { key: null },
  status: { statusId: null },
  priority: { priorityId: null },
  deptid: { departmentId: null },
  flag: { assignee: null },
  addtags: { addTags: '' },
  removetags: { removeTags: '' },
  snoozehours: { snoozeHours: null },
  reply: { replyBody: '' },
  note: { noteBody: '' },
};

/**
 * The columns of what is to be taken out of a macro.
 *
 * @throws ApiError (invalid) `Remove can name key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply and
 * note`
 */
export function removedColumns(remove: Sent['addtags']): Changed & { key?: null } {
  const parts = itemsOf(remove ?? []).map((name) => WITHOUT[name.toLowerCase()]);
  if (parts.includes(undefined)) {
    throw invalid(
      'Remove can name key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply and note',
    );
  }
  return Object.assign({}, ...parts);
}

/** Refuses a macro that does nothing. @throws ApiError (invalid) `A macro must change something` */
export function checkChanges(macro: Changed): void {
  const { statusId, priorityId, departmentId, assignee, snoozeHours, addTags, removeTags } = macro;
  const changes = [statusId, priorityId, departmentId, assignee, snoozeHours];
  const texts = [addTags, removeTags, macro.replyBody, macro.noteBody];
  if (changes.every((value) => value == null) && texts.every((text) => text === undefined || text === '')) {
    throw invalid('A macro must change something');
  }
}

/** A macro as answers show it. What refers to something that has gone is empty or 0. */
export const presentMacro = (macro: MacroRow, { statuses, priorities, departments }: Catalogue) => ({
  id: macro.id,
  name: macro.name,
  key: macro.key,
  shared: macro.staffId === null,
  status: statuses.find(({ id }) => id === macro.statusId)?.title ?? '',
  priority: priorities.find(({ id }) => id === macro.priorityId)?.name ?? '',
  deptid: departments.find(({ id }) => id === macro.departmentId)?.id ?? 0,
  flag: macro.assignee ?? '',
  addtags: macro.addTags,
  removetags: macro.removeTags,
  snoozehours: macro.snoozeHours ?? 0,
  reply: macro.replyBody,
  note: macro.noteBody,
  sortorder: macro.sortOrder,
});
