import type { Context } from '../action';
import { invalid, notFound } from '../errors';
import { called } from '../store/desk';
import { type Columns, rowExists } from '../store/rows';
import { TODO_STATUSES } from '../store/todo';

interface Todo {
  adminid?: number;
  status?: string;
  date?: Moment;
  title?: string;
  description?: string;
  duedate?: Moment;
}

/** A date, or seconds since 1970 as a number or in digits. */
type Moment = Date | number | string;

/**
 * The columns of what a call says of something that is to be done.
 *
 * @throws ApiError (not_found) `Admin ID Not Found`; (invalid) with the list of statuses.
 */
export async function todoColumns({ db, now }: Pick<Context, 'db' | 'now'>, todo: Todo): Promise<Columns> {
  const { adminid = NOBODY, status, date, title, description, duedate } = todo;
  if (adminid !== NOBODY && !(await rowExists(db, 'staff', adminid))) throw notFound('Admin ID Not Found');
  const known = status === undefined ? undefined : called(TODO_STATUSES, status, String);
  if (status !== undefined && known === undefined) {
    throw invalid(`Invalid Status. Must be one of ${TODO_STATUSES.join(', ')}`);
  }
  return {
    staff_id: adminid === NOBODY ? null : adminid,
    status: known,
    created_at: date && momentOf(date),
    title,
    description,
    due_at: duedate && momentOf(duedate),
    updated_at: now,
  };
}

const NOBODY = 0;

const momentOf = (moment: Moment): Date => (moment instanceof Date ? moment : new Date(Number(moment) * 1000));
