import type { Context } from '../../calls/action';
import { findPeople, isAddress, momentsOf } from '../../store/search/query-names';
import type { Alternative, Excluded, MomentSpan, TicketFilter } from '../../store/search/ticket-filter';
import { dateIn, type Edge, readSpan } from './moments';
import { named, type QueryNames } from './names';
import { listed, QueryProblems } from './problems';
import { KEYS, type Key, type Term, unquoted, wordsOf } from './terms';

/** The call in which a query is read. */
type Asking = Pick<Context, 'db' | 'caller' | 'now' | 'desk'>;

/** The words after `is:`, each with its opposite, if it has one. */
const STATES = {
  open: 'closed',
  closed: 'open',
  awaiting: undefined,
  unassigned: 'assigned',
  assigned: 'unassigned',
  mine: undefined,
  unread: 'read',
  read: 'unread',
  snoozed: undefined,
  overdue: undefined,
} as const;

type State = keyof typeof STATES;

const THINGS = ['attachment', 'note'] as const;

/** The words that `is:` and `has:` take. */
export const IS_WORDS = Object.keys(STATES) as State[];
export const HAS_WORDS: readonly string[] = THINGS;

/**
 * Finds out which tickets a query asks for.
 *
 * @param terms of the query, or made of the parameters of a call
 * @param names what names can mean
 * @throws FormRefused `Query not understood: xxx`, or `Invalid xxx: xxx` for a parameter, with a problem for everything
 *   that is wrong
 */
export async function meaningOf(asking: Asking, terms: readonly Term[], names: QueryNames): Promise<TicketFilter> {
  const meaning = new Meaning(asking, names);
  for (const term of terms) await meaning.add(term);
  return meaning.filter(wordsOf(terms));
}

class Meaning {
  private readonly found: TicketFilter = {};
  private readonly without: Excluded[] = [];
  private readonly either: Alternative[][] = [];
  private readonly spans: { column: MomentSpan['column']; since?: Edge; before?: Edge; isNegated: boolean }[] = [];
  private readonly once = new Set<Key>();

  constructor(
    private readonly asking: Asking,
    private readonly names: QueryNames,
    private readonly problems = new QueryProblems(),
  ) {}

  async add(term: Term): Promise<void> {
    const { key, unknownKey, values, parameter } = term;
    this.problems.parameter = parameter;
    if (unknownKey !== undefined) {
      this.problems.add('unknown_key', unknownKey, Object.keys(KEYS).join(', '));
    } else if (key !== undefined && values.length === 0) {
      this.problems.add('no_value', key);
    } else if (key !== undefined) {
      await this.read(key, term);
    }
  }

  private async read(key: Key, term: Term): Promise<void> {
    const { isNegated, values } = term;
    const { names } = this;
    if (key === 'status') {
      this.narrowStatuses(await this.idsOf(key, values, await names.statuses()), isNegated);
      return;
    }
    if (key === 'dept') return this.addDepartments(values, isNegated);
    if (key === 'assignee') return this.exclude({ assigneeIds: await this.staffIds(values) }, isNegated);
    if (key === 'priority')
      return this.exclude({ priorityIds: await this.idsOf(key, values, await names.priorities()) }, isNegated);
    if (key === 'type') return this.exclude({ typeIds: await this.idsOf(key, values, await names.types()) }, isNegated);
    if (key === 'category')
      return this.exclude({ categoryIds: await this.idsOf(key, values, await names.categories()) }, isNegated);
    if (key === 'client') return this.exclude({ clientIds: this.numbers(key, values) }, isNegated);
    if (key === 'tag') return this.addTags(values, isNegated);
    if (key === 'from') return this.addRequesters(values, isNegated);
    if (key === 'subject') return this.addSubject(term);
    if ((key === 'is' || key === 'has') && values.length > 1 && !isNegated) return this.addAlternatives(term);
    if (key === 'is') return this.addStates(values, isNegated);
    if (key === 'has') return this.addThings(values, isNegated);
    this.addSpan(key, unquoted(term.text), isNegated);
  }

  /** The ids of rows by their names. */
  private async idsOf(key: Key, values: string[], rows: { id: number; name: string }[]): Promise<number[]> {
    return values.flatMap((value) => {
      const ids = named(rows, value, ({ name }) => [name]).map(({ id }) => id);
      if (ids.length === 0) this.problems.add('unknown_value', key, value, this.told(rows.map(({ name }) => name)));
      return ids;
    });
  }

  /** Clients learn no names of the desk's, such as those of hidden departments. */
  private told(known: string[]): string {
    return this.asking.caller.clientId === null ? listed(known) : '';
  }

  private async staffIds(values: string[]): Promise<number[]> {
    // A client knows who has a ticket by the id. What is said of a name would tell whether somebody has it.
    const staff = this.asking.caller.clientId === null ? await this.names.staff() : [];
    return values.flatMap((value) => {
      const word = value.toLowerCase();
      if (word === 'none' || word === '0') return [0];
      if (word === 'me') return this.myId('assignee', word);
      if (this.asking.caller.clientId !== null && /^\d{1,9}$/.test(word)) return [Number(word)];
      const found = named(staff, value, ({ username, name }) => [username, name]);
      const usernames = found.map(({ username }) => username);
      if (found.length === 0)
        this.problems.add('unknown_value', 'assignee', value, this.told(['me', 'none', ...staff.map(usernameOf)]));
      if (found.length > 1) this.problems.add('unclear_value', 'assignee', value, listed(usernames));
      return found.map(({ id }) => id);
    });
  }

  private myId(key: Key, value: string): number[] {
    const { staff } = this.asking.caller;
    if (staff === null) this.problems.add('not_staff', key, value);
    return staff === null ? [] : [staff.id];
  }

  private numbers(key: Key, values: string[]): number[] {
    return values.flatMap((value) => {
      if (/^\d{1,9}$/.test(value)) return [Number(value)];
      this.problems.add('unknown_value', key, value, '');
      return [];
    });
  }

  /** Adds a condition that excludes tickets, or that together with others of its kind admits them. */
  private exclude(one: Excluded, isNegated: boolean): void {
    const [[name, value] = ['', undefined]] = Object.entries(one);
    if (Array.isArray(value) && value.length === 0) return;
    if (isNegated) {
      this.without.push(one);
      return;
    }
    const before = this.found[name as keyof Excluded];
    const isList = Array.isArray(before) && Array.isArray(value);
    Object.assign(this.found, { [name]: isList ? [...before, ...value] : value });
  }

  private async addDepartments(values: string[], isNegated: boolean): Promise<void> {
    const { departmentIds: own } = this.asking.caller;
    const departments = await this.names.departments();
    const ids = await this.idsOf('dept', values, departments);
    const foreign = departments.find(({ id }) => !isNegated && ids.includes(id) && own !== null && !own.includes(id));
    if (foreign !== undefined) this.problems.add('foreign_department', foreign.name);
    const kept = isNegated
      ? departments.map(({ id }) => id).filter((id) => !ids.includes(id))
      : [...(this.once.has('dept') ? (this.found.departmentIds ?? []) : []), ...ids];
    const before = this.found.departmentIds;
    this.found.departmentIds = isNegated && before !== undefined ? before.filter((id) => kept.includes(id)) : kept;
    if (!isNegated) this.once.add('dept');
  }

  /** Statuses that are named twice are alternatives; `is:open` and the like narrow them. */
  private narrowStatuses(ids: number[], isNegated: boolean): void {
    if (ids.length === 0) return;
    if (!isNegated) {
      this.found.statusIds = [...(this.once.has('status') ? (this.found.statusIds ?? []) : []), ...ids];
      this.once.add('status');
      return;
    }
    this.statusRules.push(({ id }) => !ids.includes(id));
  }

  private readonly statusRules: ((status: { id: number; isClosed: boolean; isAwaiting: boolean }) => boolean)[] = [];

  private async addTags(values: string[], isNegated: boolean): Promise<void> {
    const tags = await this.names.tags(values);
    const ids = values.flatMap((value) => {
      const tag = tags.find(({ name }) => name.toLowerCase() === value.toLowerCase());
      if (tag === undefined) this.problems.add('unknown_value', 'tag', value, '');
      return tag === undefined ? [] : [tag.id];
    });
    if (ids.length > 0) this.exclude({ tagIds: [ids] }, isNegated);
  }

  private async addRequesters(values: string[], isNegated: boolean): Promise<void> {
    if (!isNegated && this.once.has('from')) return this.problems.add('twice', 'from');
    if (!isNegated) this.once.add('from');
    const requesters = {
      ...(await findPeople(this.asking.db, values)),
      guestAddresses: values.filter(isAddress).map((address) => address.toLowerCase()),
      guestWords: values.filter((value) => !isAddress(value)),
    };
    this.exclude({ requesters }, isNegated);
  }

  private addSubject({ values, isNegated }: Term): void {
    if (isNegated) this.problems.add('one_way', 'subject');
    else if (this.found.subject !== undefined) this.problems.add('twice', 'subject');
    else this.found.subject = values;
  }

  /** Adds values that are filters of their own, of which a ticket meets one. */
  private async addAlternatives(term: Term): Promise<void> {
    const filters: Alternative[] = [];
    for (const value of term.values) {
      const one = new Meaning(this.asking, this.names, this.problems);
      await one.add({ ...term, values: [value] });
      filters.push(await one.joined());
    }
    const isOfStatuses = filters.every((one) => Object.keys(one).join() === 'statusIds');
    // A list of statuses can be counted from the tallies.
    const statusIds = filters.flatMap((one) => one.statusIds ?? []);
    if (isOfStatuses) this.statusRules.push(({ id }) => statusIds.includes(id));
    else this.either.push(filters);
  }

  private async addStates(values: string[], isNegated: boolean): Promise<void> {
    for (const value of values) {
      const word = value.toLowerCase() as State;
      if (!Object.hasOwn(STATES, word)) this.problems.add('unknown_value', 'is', value, IS_WORDS.join(', '));
      else if (isNegated && STATES[word] !== undefined) await this.addState(STATES[word], false);
      else await this.addState(word, isNegated);
    }
  }

  private async addState(state: State, isNegated: boolean): Promise<void> {
    const statuses = await this.names.statuses();
    const openStatusIds = statuses.filter(({ isClosed }) => !isClosed).map(({ id }) => id);
    if (state === 'open') this.statusRules.push(({ isClosed }) => !isClosed);
    if (state === 'closed') this.statusRules.push(({ isClosed }) => isClosed);
    if (state === 'awaiting') this.statusRules.push(({ isAwaiting }) => isAwaiting !== isNegated);
    if (state === 'unassigned') this.exclude({ assigneeIds: [0] }, false);
    if (state === 'assigned') this.exclude({ assigneeIds: [0] }, true);
    if (state === 'mine') this.exclude({ assigneeIds: this.myId('is', state) }, isNegated);
    if (state === 'snoozed') this.found.frozenAt = { moment: this.asking.now, frozen: !isNegated };
    if (state === 'overdue') this.exclude({ overdue: { moment: this.asking.now, openStatusIds } }, isNegated);
    if (state === 'unread' || state === 'read') {
      const [staffId] = this.myId('is', state);
      if (staffId !== undefined) this.exclude({ unread: { staffId, openStatusIds } }, state === 'read');
    }
  }

  private addThings(values: string[], isNegated: boolean): void {
    for (const value of values) {
      const word = value.toLowerCase();
      if (/^(attachments?|files?)$/.test(word)) this.exclude({ hasFiles: true }, isNegated);
      else if (/^notes?$/.test(word)) this.exclude({ hasNotes: true }, isNegated);
      else this.problems.add('unknown_value', 'has', value, THINGS.join(', '));
    }
  }

  private addSpan(key: 'created' | 'updated' | 'due', text: string, isNegated: boolean): void {
    const { now, desk } = this.asking;
    const span = readSpan(text, dateIn(desk.timeZone, now), now, key === 'due' ? 'future' : 'past');
    if (span === undefined) this.problems.add('no_date', key, text);
    else this.spans.push({ column: key, ...span, isNegated });
  }

  /** @throws FormRefused if anything is wrong with the query */
  async filter(words: string): Promise<TicketFilter> {
    this.problems.refuse();
    return { ...(await this.joined()), ...(words !== '' && { search: words }) };
  }

  private async joined(): Promise<TicketFilter> {
    const statuses = this.statusRules.length === 0 ? [] : await this.names.statuses();
    const given = this.found.statusIds;
    const spans = await this.readSpans();
    const without = [...this.without, ...spans.filter((span) => span.isNegated).map(({ span }) => ({ spans: [span] }))];
    const within = spans.filter((span) => !span.isNegated).map(({ span }) => span);
    return {
      ...this.found,
      ...(this.statusRules.length > 0 && {
        statusIds: statuses
          .filter((status) => this.statusRules.every((fits) => fits(status)))
          .map(({ id }) => id)
          .filter((id) => given === undefined || given.includes(id)),
      }),
      ...(within.length > 0 && { spans: within }),
      ...(without.length > 0 && { without }),
      ...(this.either.length > 0 && { either: this.either }),
    };
  }

  /** Turns wall times of the desk into moments. */
  private async readSpans(): Promise<{ span: MomentSpan; isNegated: boolean }[]> {
    const edges = this.spans.flatMap(({ since, before }) => [since, before]);
    const times = [...new Set(edges.filter((edge) => typeof edge === 'string'))];
    const moments = times.length === 0 ? [] : await momentsOf(this.asking.db, this.asking.desk.timeZone, times);
    const momentOf = (edge: Edge | undefined): Date | undefined =>
      typeof edge === 'string' ? moments[times.indexOf(edge)] : edge;
    return this.spans.map(({ column, since, before, isNegated }) => {
      const [from, until] = [momentOf(since), momentOf(before)];
      return {
        span: { column, ...(from !== undefined && { since: from }), ...(until !== undefined && { before: until }) },
        isNegated,
      };
    });
  }
}

const usernameOf = ({ username }: { username: string }): string => username;
