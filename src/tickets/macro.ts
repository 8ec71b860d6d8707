import type { Context } from '../calls/action';
import { ApiError, invalid } from '../errors';
import type { Catalogue, KnownDepartment, KnownPriority } from '../store/desk/catalogue';
import type { Status } from '../store/desk/statuses';
import type { Staff } from '../store/people/people';
import type { MacroRow } from '../store/tickets/macros';
import { readPlan } from '../store/tickets/planning';
import { type TicketRow, touchTicket } from '../store/tickets/tickets';
import { ofStaff } from './authors';
import { checkTags } from './extras';
import { logTicket } from './log';
import { addNote } from './note';
import { changePlan, type PlanChange } from './planning';
import { replyToTicket } from './reply';
import { changeStatus, statusAfterReply } from './status';
import { assign, changeDepartment, changePriority } from './update';

const HOUR_MS = 3_600_000;

/** A macro with what it refers to, and its texts as they are written. */
interface ReadyMacro {
  macro: MacroRow;
  status: Status | undefined;
  priority: KnownPriority | undefined;
  department: KnownDepartment | undefined;
  /** Null unassigns the ticket; undefined leaves it. */
  assignee: Pick<Staff, 'id' | 'name'> | null | undefined;
  reply: string;
  note: string;
}

/**
 * Checks that somebody may do everything that a macro does.
 *
 * @throws ApiError (forbidden) `Invalid Permissions: API action "xxx" is not allowed`, as the call of that action would
 * be refused
 */
export function checkRights({ caller }: Context, macro: MacroRow): void {
  const { statusId, priorityId, departmentId, assignee, addTags, removeTags, snoozeHours, replyBody, noteBody } = macro;
  const changes = [priorityId, departmentId, assignee, snoozeHours, addTags || null, removeTags || null];
  const needed = [
    ...(changes.some((value) => value !== null) || (statusId !== null && replyBody === '') ? ['updateticket'] : []),
    ...(noteBody === '' ? [] : ['addticketnote']),
    ...(replyBody === '' ? [] : ['addticketreply']),
  ];
  const missing = needed.find((action) => !caller.may(action));
  if (missing !== undefined) {
    throw new ApiError('forbidden', `Invalid Permissions: API action "${missing}" is not allowed`);
  }
}

/**
 * Finds what a macro refers to.
 *
 * @param staff the one it assigns tickets to, if it names one
 * @throws ApiError (invalid) `The macro names a xxx that has gone`; `Only an administrator can run this macro`
 */
export function readyMacro(
  { caller }: Context,
  macro: MacroRow,
  { statuses, priorities, departments }: Catalogue,
  staff: Pick<Staff, 'id' | 'name'> | undefined,
): Omit<ReadyMacro, 'reply' | 'note'> {
  const find = <Row extends { id: number }>(rows: Row[], id: number | null, what: string): Row | undefined => {
    const row = rows.find((one) => one.id === id);
    if (id !== null && row === undefined) throw invalid(`The macro names a ${what} that has gone`);
    return row;
  };
  const needsStaff = macro.assignee === 'me' || macro.replyBody !== '';
  if (needsStaff && caller.staff === null) throw invalid('Only an administrator can run this macro');
  const named = macro.assignee === 'me' ? (caller.staff ?? undefined) : staff;
  const isNamed = macro.assignee !== null && macro.assignee !== '0';
  if (isNamed && named === undefined) throw invalid('The macro names an administrator that has gone');
  return {
    macro,
    status: find(statuses, macro.statusId, 'status'),
    priority: find(priorities, macro.priorityId, 'priority'),
    department: find(departments, macro.departmentId, 'department'),
    assignee: isNamed ? named : macro.assignee === null ? undefined : null,
  };
}

/**
 * Makes all changes of a macro to a locked ticket, with the events of each. What is refused is refused as a whole.
 *
 * @returns the ids of the reply and the note; undefined without one
 * @throws ApiError (invalid) `A ticket may have at most xxx tags`
 */
export async function runMacro(
  context: Context,
  held: TicketRow,
  { macro, status, priority, department, assignee, reply, note }: ReadyMacro,
  catalogue: Catalogue,
): Promise<{ replyId: number | undefined; noteId: number | undefined }> {
  const { db, now, caller } = context;
  const plan = await readPlanChange(context, held, macro);
  touchTicket(db, held.id, now);
  if (department !== undefined) changeDepartment(context, held, department);
  const ticket =
    department === undefined ? held : { ...held, departmentId: department.id, departmentName: department.name };
  if (priority !== undefined) changePriority(context, ticket, priority);
  if (assignee !== undefined) assign(context, ticket, assignee);
  plan?.();
  const noteId =
    note === ''
      ? undefined
      : await addNote(context, ticket, { body: note, format: 'markdown', createdAt: now, attachments: [] });
  if (reply === '' && status !== undefined) changeStatus(context, ticket, status);
  logTicket(context, ticket, 'Macro run', { part: `macro ${macro.id}`, changes: { macro: [null, macro.name] } });
  const { staff } = caller;
  if (reply === '' || staff === null) return { replyId: undefined, noteId };
  const author = ofStaff(staff.id, staff.name);
  const after = status ?? statusAfterReply(catalogue.statuses, author, ticket);
  if (after === undefined) throw invalid('The macro names a status that has gone');
  const priorityName = priority?.name ?? ticket.priorityName;
  const replyId = await replyToTicket(
    context,
    { ...ticket, priorityName },
    {
      ...{ author, body: reply, format: 'markdown', createdAt: now, status: after, quiet: false },
      ...{ customFields: [], attachments: [], spamFilters: [] },
    },
  );
  return { replyId, noteId };
}

/** Reads how the ticket is planned, and returns a function that plans it as the macro says. */
async function readPlanChange(
  context: Context,
  ticket: TicketRow,
  { addTags, removeTags, snoozeHours }: MacroRow,
): Promise<(() => void) | undefined> {
  if (addTags === '' && removeTags === '' && snoozeHours === null) return undefined;
  const before = await readPlan(context.db, ticket.id);
  if (before === undefined) return undefined;
  const removed = new Set(removeTags.toLowerCase().split(','));
  const wanted = [...before.tags, ...addTags.split(',')].filter((name) => !removed.has(name.toLowerCase()));
  const change: PlanChange = {
    ...((addTags !== '' || removeTags !== '') && { tags: checkTags(wanted) }),
    ...(snoozeHours !== null && { snoozeUntil: new Date(context.now.getTime() + snoozeHours * HOUR_MS) }),
  };
  return () => changePlan(context, ticket, before, change);
}
