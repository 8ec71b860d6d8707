import type { TicketFilter } from '../../store/search/ticket-filter';
import { QueryProblems } from './problems';

const ID_LISTS = [
  'departmentIds',
  'clientIds',
  'assigneeIds',
  'statusIds',
  'priorityIds',
  'typeIds',
  'categoryIds',
] as const;
const CONDITION_LISTS = ['tagIds', 'spans', 'without', 'either'] as const;

/**
 * Joins two filters: a ticket must meet both.
 *
 * @throws FormRefused `Query not understood: xxx` if both ask for a subject or a requester, because only one can be looked up
 */
export function both(one: TicketFilter, other: TicketFilter): TicketFilter {
  const problems = new QueryProblems();
  if (one.subject !== undefined && other.subject !== undefined) problems.add('twice', 'subject');
  const requesters = [one.email, one.requesters, other.email, other.requesters].filter((given) => given !== undefined);
  if (requesters.length > 1) problems.add('twice', 'from');
  problems.refuse();
  const joined: TicketFilter = { ...one, ...other };
  for (const name of ID_LISTS) {
    const [given, more] = [one[name], other[name]];
    if (given !== undefined && more !== undefined) joined[name] = given.filter((id) => more.includes(id));
  }
  for (const name of CONDITION_LISTS) {
    const [given, more] = [one[name], other[name]];
    if (given !== undefined && more !== undefined) Object.assign(joined, { [name]: [...given, ...more] });
  }
  if (one.search !== undefined && other.search !== undefined) joined.search = `${one.search} ${other.search}`;
  return joined;
}
