/** Members that name an item of a list, the surest first. */
const KEYS = [
  'tid',
  'id',
  'replyid',
  'noteid',
  'ticketid',
  'relid',
  'code',
  'index',
  'filename',
  'title',
  'name',
  'email',
];

/** Which items of two lists are the same. */
interface Matched {
  pairs: [here: unknown, there: unknown][];
  /** Items that only one list has, by what names them. */
  onlyHere: string[];
  onlyThere: string[];
  isOtherOrder: boolean;
  isOtherLength: boolean;
}

/**
 * Finds out which items of two lists are the same, by what names them, so that a missing item does not make all the
 * following ones different. Items that nothing names are matched by their place.
 */
export function matchItems(here: readonly unknown[], there: readonly unknown[]): Matched {
  const nameOf = namingOf(here, there);
  if (nameOf === undefined) return byPlace(here, there);
  const ours = new Map(here.map((item) => [nameOf(item), item]));
  const theirs = new Map(there.map((item) => [nameOf(item), item]));
  const common = [...ours.keys()].filter((name) => theirs.has(name));
  // Two desks that gave out other ids name nothing alike, though they may have the same items.
  if (common.length === 0 && here.length > 0 && there.length > 0) return byPlace(here, there);
  const inTheirOrder = [...theirs.keys()].filter((name) => ours.has(name));
  return {
    pairs: common.map((name) => [ours.get(name), theirs.get(name)]),
    onlyHere: [...ours.keys()].filter((name) => !theirs.has(name)),
    onlyThere: [...theirs.keys()].filter((name) => !ours.has(name)),
    isOtherOrder: common.some((name, place) => inTheirOrder[place] !== name),
    isOtherLength: false,
  };
}

/** What names each item of both lists, and no other of its list; undefined if nothing does. */
function namingOf(here: readonly unknown[], there: readonly unknown[]): ((item: unknown) => string) | undefined {
  const candidates: ((item: unknown) => string)[] = [
    ...KEYS.map((key) => (item: unknown) => namedBy(item, key)),
    (item) => (typeof item === 'object' ? '' : String(item)),
  ];
  return candidates.find((nameOf) => isNaming(here, nameOf) && isNaming(there, nameOf));
}

function isNaming(items: readonly unknown[], nameOf: (item: unknown) => string): boolean {
  const names = items.map(nameOf);
  return !names.includes('') && new Set(names).size === names.length;
}

function namedBy(item: unknown, key: string): string {
  if (typeof item !== 'object' || item === null) return '';
  const value = (item as Record<string, unknown>)[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function byPlace(here: readonly unknown[], there: readonly unknown[]): Matched {
  const shorter = Math.min(here.length, there.length);
  return {
    pairs: here.slice(0, shorter).map((item, place) => [item, there[place]]),
    ...{ onlyHere: [], onlyThere: [], isOtherOrder: false },
    isOtherLength: here.length !== there.length,
  };
}
