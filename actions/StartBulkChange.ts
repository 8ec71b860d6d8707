import { itemsOf } from '../src/access/assignments';
import { action, type Context } from '../src/calls/action';
import { presentBulkChange } from '../src/dialects/whmcs/bulk-changes';
import { ApiError, invalid, notFound } from '../src/errors';
import type { StartBulkChange } from '../src/generated/StartBulkChange';
import { findDepartment } from '../src/store/desk/departments';
import { findByName } from '../src/store/desk/named';
import { listPriorities } from '../src/store/desk/priorities';
import { listStatuses } from '../src/store/desk/statuses';
import { findStaffByReference } from '../src/store/people/people';
import { findBulkChange, insertBulkChange } from '../src/store/tickets/bulk-changes';
import { findTicketId } from '../src/store/tickets/tickets';
import type { BulkCaller, BulkChanges } from '../src/tickets/bulk/changes';
import { findWanted } from '../src/tickets/bulk/wanted';
import { keepCaller, MOST_AT_ONCE, workOnChange } from '../src/tickets/bulk/work';
import { checkTags } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { closedStatus } from '../src/tickets/status';
import { unknownVariable } from '../src/tickets/variables';

/** For so long answers can be undone. */
const HOLD_MS = 10_000;

/** Merging takes several statements for each ticket's people. */
const MOST_MERGED = 500;

/** Checks in the order of `x-refusals`. */
export default action<StartBulkChange>(async (params, context) => {
  const { db, now, caller } = context;
  checkChanges(params);
  checkRights(params, context);
  const changes = await findChanges(params, context);
  const found = await findWanted(context, params);
  const ids = found.filter((id) => id !== changes.mergeInto);
  if (ids.length === 0) throw notFound('No ticket matches');
  if (changes.mergeInto !== undefined && ids.length > MOST_MERGED) {
    throw invalid(`At most ${MOST_MERGED} tickets can be merged at once`);
  }
  const isHeld = changes.reply !== undefined;
  const dueAt = isHeld ? new Date(now.getTime() + HOLD_MS) : now;
  const bulkid = await insertBulkChange(db, { caller: keepCaller(caller), changes, dueAt, now }, ids);
  context.record({ description: `StartBulkChange: bulkid ${bulkid}`, changes: { tickets: [null, ids.length] } });
  if (!isHeld && ids.length <= MOST_AT_ONCE) await workOnChange(context, bulkid, { limit: MOST_AT_ONCE + 1 });
  const job = await findBulkChange<BulkChanges, BulkCaller>(db, bulkid);
  if (job === undefined) throw new Error('a change that was inserted is not there');
  return presentBulkChange(job, now);
});

/** @throws ApiError (invalid) `Nothing to change`; `Merging, deleting and blocking can only be changes of their own` */
function checkChanges({ mergeinto, delete: deletes, spam, ...params }: StartBulkChange): void {
  const { status, close, flag, deptid, priority, addtags, removetags, message } = params;
  const others = [status, flag, deptid, priority, message].some((one) => one !== undefined);
  const tags = [addtags, removetags].some((list) => itemsOf(list ?? []).length > 0);
  const isAny = others || tags || close === true;
  const own = [mergeinto !== undefined, deletes === true, spam === true].filter(Boolean).length;
  if (!isAny && own === 0) throw invalid('Nothing to change');
  if (own > 1 || (own === 1 && isAny)) throw invalid('Merging, deleting and blocking can only be changes of their own');
}

/** The calls that do the same to one ticket. Whoever may not make those may not make many of them. */
function checkRights(params: StartBulkChange, { caller }: Context): void {
  const { mergeinto, delete: deletes, spam, message } = params;
  const { status, close, flag, deptid, priority, addtags, removetags } = params;
  const updates = [status, close, flag, deptid, priority, addtags, removetags].some((one) => one !== undefined);
  const needed: [string, boolean][] = [
    ['updateticket', updates],
    ['mergeticket', mergeinto !== undefined],
    ['deleteticket', deletes === true],
    ['blockticketsender', spam === true],
    ['addticketreply', message !== undefined],
  ];
  const missing = needed.find(([name, isNeeded]) => isNeeded && !caller.may(name));
  if (missing === undefined) return;
  throw new ApiError('forbidden', `Invalid Permissions: API action "${missing[0]}" is not allowed`);
}

/** Looks up what the change refers to. */
async function findChanges(params: StartBulkChange, { db, caller }: Context): Promise<BulkChanges> {
  const { deptid, flag, mergeinto, message } = params;
  const isForNobody = flag?.trim() === '0';
  const [department, priorities, statuses, staff, mergeInto] = await Promise.all([
    deptid === undefined ? undefined : findDepartment(db, deptid),
    listPriorities(db),
    listStatuses(db),
    flag === undefined || isForNobody ? undefined : findStaffByReference(db, flag.trim()),
    mergeinto === undefined ? undefined : findTicketId(db, { id: mergeinto }, caller),
  ]);
  if (deptid !== undefined && department === undefined) throw notFound('Department ID Not Found');
  const priority =
    params.priority === undefined ? undefined : findByName(priorities, params.priority, ({ name }) => name);
  if (params.priority !== undefined && priority === undefined) {
    throw invalid(`Invalid Ticket Priority. Valid priorities are: ${priorities.map(({ name }) => name).join(',')}`);
  }
  const named = params.status === undefined ? undefined : findByName(statuses, params.status, ({ title }) => title);
  const status = named ?? (params.close && params.status === undefined ? closedStatus(statuses) : undefined);
  if ((params.status !== undefined || params.close) && status === undefined) {
    throw invalid(`Invalid Ticket Status. Valid statuses are: ${statuses.map(({ title }) => title).join(',')}`);
  }
  if (flag !== undefined && !isForNobody && staff === undefined) throw notFound('Admin ID Not Found');
  const [addTags, removeTags] = [checkTags(itemsOf(params.addtags ?? [])), checkTags(itemsOf(params.removetags ?? []))];
  if (mergeinto !== undefined && mergeInto === undefined) throw notFound('Ticket ID Not Found');
  const unknown = unknownVariable(message ?? '');
  if (unknown !== undefined) throw invalid(`There is no variable {$${unknown.slice(0, 50)}}`);
  return {
    ...(status !== undefined && { status: { id: status.id, title: status.title, isClosed: status.isClosed } }),
    ...(flag !== undefined && { assignee: staff === undefined ? null : { id: staff.id, name: staff.name } }),
    ...(department !== undefined && { department }),
    ...(priority !== undefined && { priority: { id: priority.id, name: priority.name } }),
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
    ...(mergeInto !== undefined && { mergeInto }),
    ...(params.delete && { remove: true as const }),
    ...(params.spam && { block: true as const }),
    ...(message !== undefined && {
      reply: { body: message, format: formatOf(params.markdown), name: caller.staff?.name ?? caller.username },
    }),
    ...(params.noemail && { quiet: true }),
  };
}
