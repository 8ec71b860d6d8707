import type { Context } from '../calls/action';
import { FormRefused, invalid, notFound } from '../errors';
import type { TicketFilter } from '../store/search/ticket-filter';
import { countEach } from '../store/search/view-counts';
import { holdSavedView, listSavedViews, type SavedView, type Viewer } from '../store/tickets/saved-views';
import { meaningOf } from './query/meaning';
import { namesFor, type QueryNames } from './query/names';
import { condition, readTerms } from './query/terms';

/** What a list of tickets can show of each, besides its subject. */
const VIEW_COLUMNS = [
  'number',
  'requester',
  'department',
  'status',
  'priority',
  'age',
  'assignee',
  'tags',
  'updated',
  'lastmessage',
  'due',
  'snoozed',
] as const;

/** A search of tickets, as a person picks it from a list. */
export interface View {
  /** The id of a saved view, or a word: `open`, `dept-3`. */
  id: string;
  kind: 'builtin' | 'department' | 'status' | 'saved';
  name: string;
  query: string;
  columns: string[];
  orderBy: string;
  direction: string;
  isShared: boolean;
  departmentIds: number[];
  isOwn: boolean;
  sortOrder: number;
}

/** The views that everybody has. Tickets that are put off stay out of those that say what to do now. */
const BUILT_IN: { id: string; name: string; query: string; isOfStaff?: true }[] = [
  { id: 'mine', name: 'Mine', query: 'is:open is:mine -is:snoozed', isOfStaff: true },
  { id: 'unassigned', name: 'Unassigned', query: 'is:open is:unassigned -is:snoozed' },
  { id: 'awaiting', name: 'Awaiting reply', query: 'is:open is:awaiting -is:snoozed' },
  { id: 'open', name: 'All open', query: 'is:open' },
  { id: 'unread', name: 'Unread', query: 'is:open is:unread', isOfStaff: true },
  { id: 'snoozed', name: 'Snoozed', query: 'is:open is:snoozed' },
];

type Caller = Context['caller'];
type Asking = Pick<Context, 'db' | 'caller' | 'now' | 'desk' | 'catalogue'>;

const viewerOf = ({ staff, departmentIds }: Caller): Viewer => ({ staffId: staff?.id ?? null, departmentIds });

/** Lists the views of a caller: those that everybody has, each department, each status, then saved ones. */
export async function listViews({ db, caller }: Asking, names: QueryNames): Promise<View[]> {
  const [saved, departments, statuses] = await Promise.all([
    listSavedViews(db, viewerOf(caller)),
    names.departments(),
    names.statuses(),
  ]);
  const plain = {
    columns: [],
    orderBy: 'lastreply',
    direction: 'desc',
    isShared: true,
    departmentIds: [],
    isOwn: false,
  };
  const views: Omit<View, 'sortOrder'>[] = [
    ...BUILT_IN.filter(({ isOfStaff }) => isOfStaff === undefined || caller.staff !== null).map((view) => ({
      ...plain,
      ...{ id: view.id, name: view.name, query: view.query, kind: 'builtin' as const },
    })),
    ...departments
      .filter(({ id }) => caller.departmentIds?.includes(id) ?? true)
      .map(({ id, name }) => ({
        ...plain,
        ...{ id: `dept-${id}`, kind: 'department' as const, name },
        query: `is:open ${nameOrId('dept', name, id, departments)}`,
      })),
    ...statuses.map(({ id, name }) => ({
      ...plain,
      ...{ id: `status-${id}`, kind: 'status' as const, name, query: nameOrId('status', name, id, statuses) },
    })),
  ];
  return [...views.map((view, sortOrder) => ({ ...view, sortOrder })), ...saved.map((view) => viewOf(view, caller))];
}

/** Names a row by its name, or by its id if another one has the same. */
function nameOrId(key: 'dept' | 'status', name: string, id: number, rows: { name: string }[]): string {
  const isAlone = rows.filter((row) => row.name.toLowerCase() === name.toLowerCase()).length === 1;
  return condition(key, isAlone ? name : String(id));
}

function viewOf(view: SavedView, { staff }: Caller): View {
  const { id, staffId, ...rest } = view;
  return { id: String(id), kind: 'saved', ...rest, isOwn: staffId !== null && staffId === staff?.id };
}

/** A count, or why there is none. */
export interface Counted {
  count?: number;
  problem?: string;
}

/**
 * Counts the tickets of views, those that the caller may see, all at the same moment.
 *
 * @returns for each view its count. A view whose query no longer means anything, or takes too long, has a problem instead
 */
export async function countViews(asking: Asking, views: readonly View[], names: QueryNames): Promise<Counted[]> {
  const { db, caller } = asking;
  const filters = await Promise.all(views.map((view) => filterOf(asking, view, names)));
  const usable = filters.filter((filter) => !(filter instanceof FormRefused)) as TicketFilter[];
  const own = caller.departmentIds;
  const restricted = usable.map((filter) => ({
    ...filter,
    ...(own !== null && { departmentIds: filter.departmentIds?.filter((id) => own.includes(id)) ?? own }),
  }));
  const closed = (await names.statuses()).filter(({ isClosed }) => isClosed).map(({ id }) => id);
  const counts = await countEach(db, restricted, closed);
  let at = 0;
  return filters.map((filter) => {
    if (filter instanceof FormRefused) return { problem: filter.message };
    const count = counts[at++];
    return count === undefined ? { problem: 'The search takes too long' } : { count };
  });
}

async function filterOf(asking: Asking, { query }: View, names: QueryNames): Promise<TicketFilter | FormRefused> {
  try {
    return await meaningOf(asking, readTerms(query), names);
  } catch (error) {
    if (error instanceof FormRefused) return error;
    throw error;
  }
}

/**
 * Finds a saved view that a caller may change: one of its own, or one that is shared with it.
 *
 * @throws ApiError (not_found) `View ID Not Found`
 */
export async function holdView({ db, caller }: Asking, id: number): Promise<SavedView> {
  const view = await holdSavedView(db, id, viewerOf(caller));
  if (view === undefined) throw notFound('View ID Not Found');
  return view;
}

/** What a call says about a view. */
interface Said {
  query?: string | undefined;
  columns?: string | (string | number)[] | undefined;
  deptids?: string | (string | number)[] | undefined;
}

/**
 * Checks what a call says about a view, and returns it as the columns of its row.
 *
 * @throws ApiError (invalid) `Query not understood: xxx`; `Column not found. Columns are ...`; (not_found) `Department ID not
 * found`
 */
export async function readView(asking: Asking, { query, columns, deptids }: Said) {
  const names = namesFor(asking);
  if (query !== undefined) await meaningOf(asking, readTerms(query), names);
  const wanted = columns === undefined ? undefined : itemsOf(columns).map((name) => name.toLowerCase());
  if (wanted?.some((name) => !VIEW_COLUMNS.some((column) => column === name)))
    throw invalid(`Column not found. Columns are ${VIEW_COLUMNS.join(', ')}`);
  const ids = deptids === undefined ? undefined : itemsOf(deptids);
  const departments = ids === undefined ? [] : await names.departments();
  if (ids?.some((id) => !departments.some((department) => String(department.id) === id)))
    throw notFound('Department ID not found');
  return { query: query?.trim(), columns: wanted && [...new Set(wanted)], departmentIds: ids?.map(Number) };
}

const itemsOf = (sent: string | (string | number)[]): string[] =>
  (typeof sent === 'string' ? sent.split(',') : sent).map((item) => String(item).trim()).filter((item) => item !== '');
