import type { Context } from '../../calls/action';
import { type ApiError, invalid } from '../../errors';
import type { Catalogue, KnownDepartment, KnownPriority } from '../../store/desk/catalogue';
import { listDepartmentRows } from '../../store/desk/departments';
import { listPublicPriorities } from '../../store/desk/priorities';
import { listStatuses, type Status } from '../../store/desk/statuses';
import { listStaffByIds, type Staff } from '../../store/people/people';
import { listTicketTypes } from '../../store/tickets/types';
import { isEmail } from '../../tickets/authors';
import { checkRecipients, checkTags, readableRecipients, type TicketExtras } from '../../tickets/extras';
import { readStaffId } from './people';

/** The settable members of a ticket, by this API's names. Null and an empty list clear a member; absent ones stay. */
interface TicketParameters {
  status_id?: string;
  priority_id?: number;
  type_id?: number | null;
  department_id?: number;
  owner_id?: number | null;
  followers?: number[] | null;
  cc?: string[] | null;
  bcc?: string[] | null;
  tags?: string[] | null;
}

/** The rows that the parameters refer to. */
interface References {
  status?: Status;
  priority?: KnownPriority;
  department?: KnownDepartment;
  typeId?: number;
  assignee?: Staff | null;
  followerIds?: number[];
}

const mustBe = (name: string, what: string): ApiError => invalid(`Parameter "${name}" must be ${what}`);

/** The refusal for a missing client, and for one whom the caller may not see. */
export const noClient = (): ApiError => mustBe('user_id', 'the id of a client');

/** Where the departments and priorities that parameters refer to are looked up. */
type Known = Pick<Catalogue, 'departments' | 'priorities'>;

/** Reads the departments and priorities from the database. */
export async function readKnown(db: Context['db']): Promise<Known> {
  const [departments, priorities] = await Promise.all([listDepartmentRows(db, undefined), listPublicPriorities(db)]);
  return { departments, priorities };
}

/** Finds a department by its id. For clients, hidden departments do not exist. */
const findDepartment = ({ departments }: Known, { caller }: Context, sent: number): KnownDepartment | undefined =>
  departments.find(({ id, hidden }) => id === sent && (caller.clientId === null || !hidden));

/** Whether there are the department and the priority that a ticket's parameters name, if they name any. */
export const hasNamed = (known: Known, context: Context, { department_id, priority_id }: TicketParameters): boolean =>
  (department_id === undefined || findDepartment(known, context, department_id) !== undefined) &&
  (priority_id === undefined || known.priorities.some(({ publicId }) => publicId === priority_id));

/** Priorities in the order of this API's numbers. */
export const byPublicId = (priorities: KnownPriority[]): KnownPriority[] =>
  [...priorities].sort((one, other) => one.publicId - other.publicId || one.id - other.id);

/**
 * Finds what a ticket's parameters refer to.
 *
 * @throws ApiError (invalid) naming the parameter, and the valid values if they are few
 */
export async function findReferences(context: Context, params: TicketParameters, known: Known): Promise<References> {
  const { db } = context;
  const { status_id, type_id, department_id, owner_id, followers } = params;
  const staffIds = [...(owner_id ? [owner_id] : []), ...(followers ?? [])].map(readStaffId);
  const [statuses, types, staff] = await Promise.all([
    status_id?.trim() ? listStatuses(db) : [],
    type_id === undefined || type_id === null ? [] : listTicketTypes(db),
    staffIds.length === 0 ? [] : listStaffByIds(db, staffIds),
  ]);
  const status = pickStatus(statuses, status_id);
  const priority = pick('priority_id', byPublicId(known.priorities), params.priority_id, ({ publicId }) => publicId);
  const type = pick('type_id', types, type_id ?? undefined, ({ id }) => id);
  const department = department_id === undefined ? undefined : findDepartment(known, context, department_id);
  if (department_id !== undefined && department === undefined) throw mustBe('department_id', 'the id of a department');
  const assignee = pickAssignee(staff, owner_id);
  const stranger = followers?.find((id) => !staff.some((known) => known.id === readStaffId(id)));
  if (stranger !== undefined) throw invalid(`Parameter "followers" must list ids of staff users; ${stranger} is none`);
  return {
    ...(status !== undefined && { status }),
    ...(priority !== undefined && { priority }),
    ...(department !== undefined && { department }),
    ...(params.type_id !== undefined && { typeId: type?.id ?? WITHOUT_TYPE }),
    ...(assignee !== undefined && { assignee }),
    ...(followers !== undefined && { followerIds: [...new Set((followers ?? []).map(readStaffId))] }),
  };
}

const WITHOUT_TYPE = 0;

/**
 * Finds a status. Empty text counts as absent, because a form sends it when nothing is selected.
 *
 * @throws ApiError (invalid) `Parameter "status_id" must be one of <the statuses given>`
 */
export function pickStatus(statuses: Status[], sent: string | undefined): Status | undefined {
  const slug = sent?.trim().toLowerCase();
  return pick('status_id', statuses, slug === '' ? undefined : slug, (status) => status.slug.toLowerCase());
}

function pick<Row, Id>(name: string, rows: Row[], wanted: Id | undefined, idOf: (row: Row) => Id): Row | undefined {
  if (wanted === undefined) return undefined;
  const found = rows.find((row) => idOf(row) === wanted);
  if (found === undefined) throw mustBe(name, `one of ${rows.map(idOf).join(', ')}`);
  return found;
}

/** @returns undefined for no change, null for no assignee */
function pickAssignee(staff: Staff[], sent: number | null | undefined): Staff | null | undefined {
  if (sent === undefined) return undefined;
  if (sent === null || sent === 0) return null;
  const found = staff.find(({ id }) => id === readStaffId(sent));
  if (found === undefined) throw mustBe('owner_id', 'the id of a staff user');
  return found;
}

type Dispensable = 'priority_id' | 'cc' | 'bcc';

/**
 * Leaves out what a new ticket can do without: a priority that does not exist, unless a setting refuses it, and
 * addresses for copies that cannot be used. A change is refused over these instead, because it may be all about them.
 */
export function withoutUnusable<Params extends TicketParameters>(
  context: Context,
  { priority_id, cc, bcc, ...rest }: Params,
  { priorities }: Known,
): Omit<Params, Dispensable> & Pick<TicketParameters, Dispensable> {
  const isKnown =
    priority_id === undefined ||
    context.desk.unknownPriority === 'refuse' ||
    priorities.some(({ publicId }) => publicId === priority_id);
  if (!isKnown) context.ignore('priority_id', 'unknown');
  return {
    ...rest,
    ...(isKnown && priority_id !== undefined && { priority_id }),
    ...(cc !== undefined && { cc: readableRecipients(context, 'cc', cc ?? []) }),
    ...(bcc !== undefined && { bcc: readableRecipients(context, 'bcc', bcc ?? []) }),
  };
}

/**
 * Reads the lists of a ticket and its assignee.
 *
 * @throws ApiError (invalid) naming the list that is too long or has a wrong entry
 */
export function readExtras(params: TicketParameters, references: References): TicketExtras {
  const cc = params.cc === undefined ? undefined : readRecipients('cc', params.cc);
  const bcc = params.bcc === undefined ? undefined : readRecipients('bcc', params.bcc);
  const tags = params.tags === undefined ? undefined : checkTags(params.tags ?? []);
  return {
    ...(cc !== undefined && { cc }),
    ...(bcc !== undefined && { bcc }),
    ...(tags !== undefined && { tags }),
    ...(references.followerIds !== undefined && { followerIds: references.followerIds }),
    ...(references.assignee !== undefined && { assignee: references.assignee }),
  };
}

function readRecipients(name: 'cc' | 'bcc', emails: string[] | null): string[] {
  const checked = (emails ?? []).map((email, index) => (email.trim() && readEmail(`${name}[${index}]`, email)) || '');
  return checkRecipients(checked, name);
}

/**
 * Reads an e-mail address.
 *
 * @param name the parameter's name
 * @throws ApiError (invalid) `Parameter "user_email" must be an e-mail address`
 */
export function readEmail(name: string, email: string): string {
  if (!isEmail(email)) throw mustBe(name, 'an e-mail address');
  return email.trim();
}
