import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';

/** The statuses of to-do items, in order. */
export const TODO_STATUSES = ['New', 'Pending', 'In Progress', 'Completed', 'Postponed'];

/** SQL for whether an item is overdue at a moment, `?` or `$1`. */
const overdueAt = (moment: string): string => `due_at < ${moment} and status <> 'Completed'`;

export interface TodoItem {
  id: number;
  createdAt: Date;
  title: string;
  description: string;
  /** The assignee; 0 if unassigned. */
  staffId: number;
  status: string;
  dueAt: Date | null;
}

/** Which items to list. Absent members exclude none. */
export interface TodoFilter {
  id?: number | undefined;
  /** In lower case. */
  status?: string | undefined;
  isCompleted?: false | undefined;
  /** A moment at which the items are overdue. */
  overdueAt?: Date | undefined;
}

const ITEMS = {
  select: `id, created_at as "createdAt", title, description, coalesce(staff_id, 0) as "staffId", status,
    due_at as "dueAt"`,
  from: 'todo_items',
  orderBy: 'due_at nulls last, id',
};

/** Lists a page of the items, most urgent first. */
export const listTodoItems = (db: Db, filter: TodoFilter, page: Page): Promise<Listed<TodoItem>> =>
  listPage<TodoItem>(
    db,
    ITEMS,
    [
      ['id = ?', filter.id],
      ['status <> ?', filter.isCompleted === false ? 'Completed' : undefined],
      [overdueAt('?'), filter.overdueAt],
      ['lower(status) = ?', filter.status],
    ],
    page,
  );

/** Counts the items of each status, and how many of them are overdue, in the order of {@link TODO_STATUSES}. */
export const countTodoItems = (db: Db, now: Date): Promise<{ status: string; count: number; overdue: number }[]> =>
  db.query(
    `select s.type as status, count(t.id) as count, count(t.id) filter (where ${overdueAt('$1')}) as overdue
     from unnest($2::text[]) with ordinality as s (type, place) left join todo_items t on t.status = s.type
     group by s.type, s.place order by s.place`,
    [now, TODO_STATUSES],
  );
