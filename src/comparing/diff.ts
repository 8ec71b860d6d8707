import { isSecret, type Shown, show } from './examples';
import type { Kind } from './kinds';
import { matchItems } from './lists';
import { differenceOf, isNothing, type Scalar } from './values';

/** A difference between two answers. */
export interface Difference extends Shown {
  /** The field, with `[]` in place of a place in a list: `tickets.ticket[].lastreply`. */
  field: string;
  kind: Kind;
}

/** What comparing two answers found. */
export interface Comparison {
  /** How many fields either answer has. */
  fields: number;
  differences: Difference[];
  /** Whether the answers are about the same ticket. Two desks may have given an id to two tickets. */
  isSameThing: boolean;
}

/** Deeper than any answer. What lies below is not compared. */
const DEEPEST = 12;

/**
 * Compares two answers, field by field. The order of members does not count, and items of lists are matched by what
 * names them.
 *
 * @param here our answer, as read
 * @param there theirs
 */
export function compareAnswers(here: unknown, there: unknown): Comparison {
  if (isRefusal(here) !== isRefusal(there)) return refusedByOne(membersOf(here), membersOf(there));
  const comparison: Comparison = { fields: 0, differences: [], isSameThing: true };
  const [ours, theirs] = [membersOf(here).tid, membersOf(there).tid];
  if (typeof ours === 'string' && typeof theirs === 'string' && ours !== theirs) {
    return { ...comparison, isSameThing: false };
  }
  compare(comparison, '', here, there, 0);
  return comparison;
}

const isRefusal = (answer: unknown): boolean => String(membersOf(answer).result).toLowerCase() === 'error';

/** If only one desk refuses, everything else is missing in its answer. Saying so once is enough. */
function refusedByOne(here: Record<string, unknown>, there: Record<string, unknown>): Comparison {
  const said = ({ result, message }: Record<string, unknown>) =>
    typeof message === 'string' && result === 'error' ? `error: ${message}` : result;
  const { here: ours, there: theirs } = show('result', said(here), said(there));
  return {
    fields: 1,
    differences: [{ field: 'result', kind: 'value', here: ours, there: theirs }],
    isSameThing: true,
  };
}

function compare(into: Comparison, path: string, here: unknown, there: unknown, depth: number): void {
  if (depth > DEEPEST) {
    into.fields++;
  } else if (isEmpty(here) && isEmpty(there)) {
    compareNothing(into, path, here, there);
  } else if (Array.isArray(here) && Array.isArray(there)) {
    compareLists(into, path, here, there, depth);
  } else if (isObject(here) && isObject(there)) {
    compareObjects(into, path, here, there, depth);
  } else if (isEmpty(there) && isStructure(here)) {
    compareWithNothing(into, path, here, 'there', depth);
  } else if (isEmpty(here) && isStructure(there)) {
    compareWithNothing(into, path, there, 'here', depth);
  } else if (isStructure(here) || isStructure(there)) {
    note(into, path, 'type', here, there);
  } else {
    compareScalars(into, path, here as Scalar, there as Scalar);
  }
}

/** A list that is empty is often left out, or written as empty text. @param empty which desk has nothing */
function compareWithNothing(
  into: Comparison,
  path: string,
  value: object,
  empty: 'here' | 'there',
  depth: number,
): void {
  const [[name, only] = ['', undefined], ...others] = Object.entries(value);
  if (Array.isArray(value)) {
    compareLists(into, path, empty === 'here' ? [] : value, empty === 'here' ? value : [], depth);
  } else if (Array.isArray(only) && only.length === 0 && others.length === 0) {
    note(into, path, 'type', ...pairOf(value, empty));
  } else if (Array.isArray(only) && others.length === 0) {
    compareWithNothing(into, join(path, name), only, empty, depth);
  } else {
    note(into, path, empty === 'here' ? 'missinghere' : 'missingthere', ...pairOf(value, empty));
  }
}

const pairOf = (value: object, empty: 'here' | 'there'): [here: unknown, there: unknown] =>
  empty === 'here' ? [undefined, value] : [value, undefined];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isStructure = (value: unknown): value is object => typeof value === 'object' && value !== null;

const membersOf = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

const isEmpty = (value: unknown): boolean =>
  isNothing(value) || (isStructure(value) && Object.keys(value).length === 0);

/** Empty text, null, an empty list and an object without members all say that there is nothing. */
function compareNothing(into: Comparison, path: string, here: unknown, there: unknown): void {
  if (!isStructure(here) && !isStructure(there)) compareScalars(into, path, here as Scalar, there as Scalar);
  else if (JSON.stringify(here) === JSON.stringify(there)) into.fields++;
  else note(into, path, 'type', here, there);
}

function compareScalars(into: Comparison, path: string, here: Scalar, there: Scalar): void {
  const kind = differenceOf(here, there);
  if (kind === undefined) into.fields++;
  else note(into, path, kind, here, there);
}

function compareObjects(
  into: Comparison,
  path: string,
  here: Record<string, unknown>,
  there: Record<string, unknown>,
  depth: number,
): void {
  for (const name of new Set([...Object.keys(here), ...Object.keys(there)])) {
    const field = join(path, name);
    if (!Object.hasOwn(here, name)) note(into, field, 'missinghere', undefined, there[name]);
    else if (!Object.hasOwn(there, name)) note(into, field, 'missingthere', here[name], undefined);
    else compare(into, field, here[name], there[name], depth + 1);
  }
}

/** A member that is named by a number is one of a list that PHP wrote as an object. */
const join = (path: string, name: string): string => {
  if (/^\d+$/.test(name)) return `${path}[]`;
  return path === '' ? name : `${path}.${name}`;
};

function compareLists(into: Comparison, path: string, here: unknown[], there: unknown[], depth: number): void {
  const field = `${path}[]`;
  const matched = matchItems(here, there);
  for (const [ours, theirs] of matched.pairs) compare(into, field, ours, theirs, depth + 1);
  for (const name of matched.onlyThere) noteItem(into, field, 'missinghere', name);
  for (const name of matched.onlyHere) noteItem(into, field, 'missingthere', name);
  if (matched.isOtherOrder) note(into, field, 'order', here, there);
  if (matched.isOtherLength) note(into, field, 'length', here, there);
}

function note(into: Comparison, field: string, kind: Kind, here: unknown, there: unknown): void {
  into.fields++;
  into.differences.push({ field, kind, ...show(field, here, there) });
}

/** An item is shown by what names it: the rest of it may be a message. */
function noteItem(into: Comparison, field: string, kind: 'missinghere' | 'missingthere', name: string): void {
  const shown = isSecret(field) ? 'an item' : show('item', name, undefined).here;
  into.fields++;
  into.differences.push({
    ...{ field, kind },
    here: kind === 'missingthere' ? shown : '',
    there: kind === 'missinghere' ? shown : '',
  });
}
