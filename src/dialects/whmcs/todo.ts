import type { Context } from '../../calls/action';
import { invalid, notFound } from '../../errors';
import { findByName } from '../../store/desk/named';
import { TODO_STATUSES } from '../../store/desk/todo';
import { type Columns, rowExists } from '../../store/rows';

interface Todo {
  /** 0 for nobody. */
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
 * The columns for the parameters of a to-do item.
 *
 * @throws ApiError (not_found) `Admin ID Not Found`; (invalid) with the list of statuses, or `Invalid Date Format` for
 *   a date outside the years 1970 to 9999
 */
export async function todoColumns({ db, now }: Pick<Context, 'db' | 'now'>, todo: Todo): Promise<Columns> {
  const { adminid = 0, status, date, title, description, duedate } = todo;
  if (adminid !== 0 && !(await rowExists(db, 'staff', adminid))) throw notFound('Admin ID Not Found');
  const known = status === undefined ? undefined : findByName(TODO_STATUSES, status, String);
  if (status !== undefined && known === undefined) {
    throw invalid(`Invalid Status. Must be one of ${TODO_STATUSES.join(', ')}`);
  }
  const createdAt = date && momentOf(date);
  const dueAt = duedate && momentOf(duedate);
  return {
    staffId: adminid || null,
    status: known,
    createdAt,
    title,
    description,
    dueAt,
    updatedAt: now,
  };
}

/** The API cannot write dates outside these. */
const [FIRST_MOMENT, LAST_MOMENT] = [0, Date.UTC(9999, 11, 31, 23, 59, 59, 999)];

function momentOf(moment: Moment): Date {
  const time = moment instanceof Date ? moment.getTime() : Number(moment) * 1000;
  if (!(time >= FIRST_MOMENT && time <= LAST_MOMENT)) throw invalid('Invalid Date Format');
  return new Date(time);
}
