import type { World } from './world';

interface Ticket {
  id: number;
  department: number;
  assignee: number;
  opened: number;
  closed: number | null;
  byStaff: boolean;
}

interface Reply {
  id: number;
  ticket: number;
  staff: number;
  at: number;
}

/** What a report covers. */
interface Scope {
  from: string;
  to: string;
  by: 'day' | 'department' | 'person';
  departmentIds?: number[] | undefined;
  timeZone: string;
}

/** The day of a moment in a time zone, such as `2026-11-29`. */
export const dayIn = (timeZone: string, at: number): string => daysIn(timeZone)(at);

/** Formatters and days are kept, because the same moments are asked for again and again. */
function daysIn(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const days = new Map<number, string>();
  return (at) => {
    const day = days.get(at) ?? format.format(at);
    days.set(at, day);
    return day;
  };
}

/** The smallest value that at least this share of the values does not exceed. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1]!;
}

/** Counts a report from the rows of tickets and messages, one after the other, and without help from the database. */
export async function reportByHand(world: World, { from, to, by, departmentIds, timeZone }: Scope) {
  const isWanted = ({ department }: Ticket) => departmentIds?.includes(department) ?? true;
  const tickets = (
    await world.rows<Ticket>(
      `select id, department_id as department, coalesce(assignee_id, 0) as assignee, opener_kind = 'staff' as "byStaff",
         extract(epoch from created_at)::float8 * 1000 as opened, extract(epoch from closed_at)::float8 * 1000 as closed
       from tickets where merged_into_id is null and deleted_at is null`,
    )
  ).filter(isWanted);
  const replies = await world.rows<Reply>(
    `select id, ticket_id as ticket, coalesce(staff_id, 0) as staff, extract(epoch from created_at)::float8 * 1000 as at
     from messages where author_kind = 'staff' and not is_first and not is_draft order by created_at, id`,
  );
  const day = daysIn(timeZone);
  const isInside = (at: number) => day(at) >= from && day(at) <= to;

  const figures = (isOf: (at: number, department: number, person: number) => boolean, end: string) => {
    const given = { opened: 0, answered: 0, closed: 0, backlog: 0, firstreplies: 0 };
    const waits: number[] = [];
    const lives: number[] = [];
    for (const ticket of tickets) {
      const { department, assignee, opened } = ticket;
      const closed = ticket.closed === null ? null : Math.max(ticket.closed, opened);
      if (isInside(opened) && isOf(opened, department, assignee)) given.opened++;
      if (closed !== null && isInside(closed) && isOf(closed, department, assignee)) {
        given.closed++;
        lives.push(Math.floor((closed - opened) / 1000));
      }
      const isTheirs = by === 'day' || isOf(opened, department, assignee);
      if (isTheirs && day(opened) <= end && (closed === null || day(closed) > end)) given.backlog++;
      const own = replies.filter((reply) => reply.ticket === ticket.id);
      given.answered += own.filter(({ at, staff }) => isInside(at) && isOf(at, department, staff)).length;
      const first = ticket.byStaff ? undefined : own.find(({ at }) => at >= opened);
      if (first !== undefined && isInside(first.at) && isOf(first.at, department, first.staff)) {
        given.firstreplies++;
        waits.push(Math.round((first.at - opened) / 1000));
      }
    }
    return {
      ...given,
      ...(waits.length > 0 && { firstreplymedian: percentile(waits, 0.5), firstreplyp90: percentile(waits, 0.9) }),
      ...(lives.length > 0 && { closemedian: percentile(lives, 0.5), closep90: percentile(lives, 0.9) }),
    };
  };

  const row = (key: string) => {
    if (by === 'day') return figures((at) => day(at) === key, key);
    if (by === 'department') return figures((_, department) => String(department) === key, to);
    return figures((_at, _department, person) => String(person) === key, to);
  };
  return { total: figures(() => true, to), row };
}
