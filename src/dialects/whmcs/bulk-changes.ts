import type { Context } from '../../calls/action';
import { notFound } from '../../errors';
import type { BulkCaller, BulkChanges } from '../../tickets/bulk/changes';
import type { TicketsChange } from '../../tickets/bulk/work';

/**
 * Checks that a caller may see a change: its own, or everybody's if the caller works in all departments.
 *
 * @throws ApiError (not_found) `Bulk Change ID Not Found`
 */
export function requireOwn(job: TicketsChange | undefined, { caller }: Pick<Context, 'caller'>): TicketsChange {
  if (job === undefined || (caller.departmentIds !== null && job.caller.name !== caller.name)) {
    throw notFound('Bulk Change ID Not Found');
  }
  return job;
}

/** Whether a change has not begun: its answers can still be undone. */
export const isHeld = ({ state, dueAt }: TicketsChange, now: Date): boolean => state === 'waiting' && dueAt > now;

/** A change as the API shows it. */
export const presentBulkChange = (job: TicketsChange, now: Date) => ({
  bulkid: job.id,
  state: stateOf(job, now),
  changes: presentChanges(job.changes),
  admin: nameOf(job.caller),
  total: job.total,
  done: job.done,
  failed: job.failed,
  undone: job.undone,
  kept: job.kept,
  canundo: mayUndo(job, now),
  begins: job.dueAt,
  finished: job.finishedAt ?? '',
});

const nameOf = ({ staff, username }: BulkCaller): string => staff?.name ?? username;

const stateOf = (job: TicketsChange, now: Date): string =>
  job.state !== 'waiting' ? job.state : isHeld(job, now) ? 'held' : 'running';

function mayUndo(job: TicketsChange, now: Date): boolean {
  if (isHeld(job, now)) return true;
  return job.state !== 'undoing' && job.state !== 'undone' && job.done > 0 && job.changes.reply === undefined;
}

const presentChanges = (changes: BulkChanges) => ({
  ...(changes.status !== undefined && { status: changes.status.title }),
  ...(changes.assignee !== undefined && { flag: changes.assignee?.id ?? 0, flagname: changes.assignee?.name ?? '' }),
  ...(changes.department !== undefined && { deptid: changes.department.id, deptname: changes.department.name }),
  ...(changes.priority !== undefined && { priority: changes.priority.name }),
  ...(changes.addTags !== undefined && { addtags: changes.addTags.join(',') }),
  ...(changes.removeTags !== undefined && { removetags: changes.removeTags.join(',') }),
  ...(changes.mergeInto !== undefined && { mergeinto: changes.mergeInto }),
  ...(changes.remove && { delete: true }),
  ...(changes.block && { spam: true }),
  ...(changes.reply !== undefined && { message: changes.reply.body }),
});
