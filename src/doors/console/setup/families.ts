import { isOfTheHatch, type Registered } from '../../../calls/registry';
import { isList, type Rows, rowsOf } from './answers';
import { ELSEWHERE, FIRST, LAST, REFERS_TO } from './hints';
import { folded, partsOf, pluralsOf, singularsOf, slugOf } from './names';

type Topic = NonNullable<Registered['schema']['x-topic']>;

/** Things of one kind, and all that actions do with them. */
export interface Family {
  /** `TicketType`, as actions call one of them. */
  noun: string;
  /** `ticket-types`, for addresses. */
  slug: string;
  topic: Topic;
  list: Registered;
  rows: Rows;
  /** Absent where nothing names one of them. */
  id?: Id;
  add?: Registered;
  update?: Registered;
  remove?: Registered;
  /** Reads one of them whole. */
  detail?: Registered;
  /** What else is done with one of them. */
  tasks: Registered[];
  /** What else is done with all of them. */
  commonTasks: Registered[];
}

/** How one of a family is named. */
export interface Id {
  /** The parameter: `departmentid`. */
  parameter: string;
  /** The member of a row: `id`. */
  member: string;
}

/** Everything that can be set up. */
export interface SetUp {
  families: Family[];
  /** Actions that belong to no family. */
  others: Registered[];
  /** @returns the family whose id a parameter of an action is */
  referred(parameter: string, action: string): Family | undefined;
}

const WRITERS = { add: ['Add', 'Create'], update: ['Update', 'Set'], remove: ['Delete'] } as const;

const known = new WeakMap<readonly Registered[], SetUp>();

/**
 * Finds out from names and schemas what can be set up. What is about tickets is left out: other pages are for that.
 *
 * @param actions all that there are; the result is kept for this list
 */
export function setUpOf(actions: readonly Registered[]): SetUp {
  const found = known.get(actions) ?? find(actions);
  known.set(actions, found);
  return found;
}

function find(actions: readonly Registered[]): SetUp {
  const all = actions.filter(
    ({ name, schema }) => isOfTheHatch(name) && schema['x-topic'] !== 'Tickets' && !ELSEWHERE.test(name),
  );
  const families = all.flatMap((list) => familyOf(list, all)).sort(inOrder);
  const referred = (parameter: string, action: string) => findReferred(families, parameter, action);
  const taken = new Set(families.flatMap(({ list, add, update, remove }) => [list, add, update, remove]));
  const rest = all.filter((action) => !taken.has(action));
  const others = rest.filter((action) => {
    const { family, isOfOne } = ownerOf(action, families, referred) ?? {};
    if (family === undefined) return true;
    if (!isOfOne) family.commonTasks.push(action);
    else if (family.detail === undefined && isDetail(action, family)) family.detail = action;
    else family.tasks.push(action);
    return false;
  });
  return { families, others, referred };
}

/** The family of a list that needs no parameter: of nothing else there could be a page. */
function familyOf(list: Registered, all: readonly Registered[]): Family[] {
  const { verb, rest } = partsOf(list.name);
  const { schema } = list;
  const rows = rowsOf(schema['x-answer']);
  if (!['Get', 'List'].includes(verb) || rows === undefined || !isList(schema['x-answer'])) return [];
  if (schema.required !== undefined && schema.required.length > 0) return [];
  const named = (verbs: readonly string[], noun: string) =>
    all.find(({ name }) => verbs.some((one) => name === one + noun));
  const nouns = singularsOf(rest);
  const noun =
    nouns.find((one) => Object.values(WRITERS).some((verbs) => named(verbs, one) !== undefined)) ??
    nouns.find((one) => all.some(({ name }) => name !== list.name && partsOf(name).rest === one)) ??
    nouns[0] ??
    rest;
  const [add, update, remove] = [WRITERS.add, WRITERS.update, WRITERS.remove].map((verbs) => named(verbs, noun));
  const own = [remove, update, ...all.filter(({ name }) => partsOf(name).rest === noun)].filter(
    (action) => action !== undefined,
  );
  const id = idOf(list, rows, own);
  return [
    {
      ...{ noun, slug: slugOf(rest), topic: schema['x-topic'] as Topic, list, rows, tasks: [], commonTasks: [] },
      ...(id !== undefined && { id }),
      ...(add !== undefined && { add }),
      ...(update !== undefined && { update }),
      ...(remove !== undefined && { remove }),
    },
  ];
}

/** What the actions about one of them require first, or what the list calls the id of a row. */
function idOf(list: Registered, { one, members }: Rows, own: Registered[]): Id | undefined {
  const required = own.flatMap(({ name, schema }) =>
    schema['x-topic'] === list.schema['x-topic'] && !/^(Add|Create)/.test(name) ? (schema.required?.[0] ?? []) : [],
  );
  const byRow = Object.keys(list.schema.properties).find((name) => folded(name) === folded(`${one}id`));
  const parameter = required[0] ?? byRow;
  if (parameter === undefined) return undefined;
  const member = [parameter, 'id'].find((name) => name in members);
  return member === undefined ? undefined : { parameter, member };
}

/** The family that an action belongs to, and whether it is about one of the family. */
function ownerOf(
  { name, schema }: Registered,
  families: readonly Family[],
  referred: SetUp['referred'],
): { family: Family; isOfOne: boolean } | undefined {
  const { rest } = partsOf(name);
  const byName = families.find(({ noun, id, list }) => {
    return rest === noun && id !== undefined && id.parameter in schema.properties && name !== list.name;
  });
  if (byName !== undefined) return { family: byName, isOfOne: true };
  const required = schema.required?.find((parameter) => /id$/i.test(parameter));
  const first = required ?? firstId(schema.properties);
  const named = first === undefined ? undefined : referred(first, name);
  // What must be named is what the action is about. What may be named is so only where it is of the same topic.
  const family = required !== undefined || named?.topic === schema['x-topic'] ? named : undefined;
  if (family !== undefined) return { family, isOfOne: true };
  const common = families.find(({ noun }) => [noun, ...pluralsOf(noun)].includes(rest));
  return common === undefined ? undefined : { family: common, isOfOne: false };
}

/** A first parameter that names something counts like a required one: it is one of several ways to name it. */
function firstId(properties: Registered['schema']['properties']): string | undefined {
  const [first] = Object.keys(properties);
  return first !== undefined && /.id$/i.test(first) ? first : undefined;
}

/** Whether an action only reads one of a family, whole. */
function isDetail({ name, schema }: Registered, { id }: Family): boolean {
  if (schema['x-access'] !== 'read' || partsOf(name).verb !== 'Get' || id === undefined) return false;
  if (schema.required?.some((parameter) => parameter !== id.parameter)) return false;
  const rows = rowsOf(schema['x-answer']);
  return rows === undefined || !isList(schema['x-answer']);
}

/** Of several families with the same parameter, the one whose name begins like the action's is meant. */
function findReferred(families: readonly Family[], parameter: string, action: string): Family | undefined {
  const noun = REFERS_TO[parameter];
  if (noun !== undefined) return families.find((family) => family.noun === noun);
  if (!/id$/i.test(parameter)) return undefined;
  const { rest } = partsOf(action);
  const matching = families.filter(({ id, remove, update }) => {
    if (id === undefined) return false;
    const aliases = (remove ?? update)?.schema.properties[id.parameter]?.['x-aliases'] ?? [];
    return [id.parameter, ...aliases].some((name) => name === parameter);
  });
  return matching.sort((one, other) => sharedLength(other.noun, rest) - sharedLength(one.noun, rest))[0];
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function inOrder(one: Family, other: Family): number {
  return placeOf(one) - placeOf(other) || one.slug.localeCompare(other.slug);
}

function placeOf({ noun }: Family): number {
  const place = FIRST.indexOf(noun);
  if (place >= 0) return place;
  return LAST.has(noun) ? FIRST.length + 1 : FIRST.length;
}
