import type { Context } from '../calls/action';
import { invalid } from '../errors';
import type { NewOption } from '../store/tickets/custom-field-options';
import type {
  CustomField,
  CustomFieldChange,
  CustomFieldOption,
  CustomFieldValue,
} from '../store/tickets/custom-fields';
import { oneLine } from '../text/lines';
import { meansNull, readFlag } from '../text/words';
import { compile, hasFormat } from './patterns/patterns';

const LONGEST_TEXT = 65_535;

/** Values are kept as texts, so a number may have more digits than any type of number would hold. */
const LONGEST_NUMBER = 100;
const NUMBER = /^-?\d+(\.\d+)?$/;

const isNothing = (part: unknown): boolean => part === '' || part === '0';

/**
 * Whether a value asks to remove the stored one: empty text, an empty list, or a hierarchy that forms send without any
 * option.
 */
const isEmpty = (value: unknown): boolean =>
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && Object.values(value).every(isNothing));

/** What depends on whose fields these are: the wording of two refusals, and the name of the parameter. */
export interface FieldOwner {
  parameter: string;
  missing(field: string): string;
  unknown(field: string): string;
}

/** Fields of tickets, in the parameter of that name. */
export const ofTickets = (parameter: string): FieldOwner => ({
  parameter,
  missing: (field) => `Custom field "${field}" is required`,
  unknown: (field) => `Custom field "${field}" does not exist in this department`,
});

/**
 * Checks custom field values against the fields of a ticket's department, or of clients: whether the fields exist, and
 * their types, required flags and patterns. Each check covers all values before the next one starts, so that the order
 * of refusals does not depend on the order of the caller's fields.
 *
 * @param given values as decoded from the wire, by field id or name.
 * @param context its desk says what happens to values of fields that don't exist.
 * @param opening whether the ticket is being opened, or the client added: then required fields must have values.
 * @throws ApiError (invalid) naming the field and what it must be; (busy) when too many patterns that can take long are
 *   being checked.
 */
export async function checkCustomFields(
  context: Pick<Context, 'desk' | 'ignore'>,
  fields: CustomField[],
  given: Record<string, unknown> | undefined,
  opening: boolean,
  owner: FieldOwner = ofTickets('customfields'),
): Promise<CustomFieldChange[]> {
  const sent = Object.entries(given ?? {}).flatMap(([key, value]) => {
    const field = findField(fields, key);
    if (field !== undefined) return [{ field, value }];
    if (context.desk.unknownCustomFields === 'refuse') throw invalid(owner.unknown(key.slice(0, 100)));
    context.ignore(`${owner.parameter}[${key}]`, 'unknown');
    return [];
  });
  const sentValues = sent
    .map(({ field, value }) => ({ field, value: isEmpty(value) ? null : readValue(field, value) }))
    .filter((change): change is { field: CustomField; value: CustomFieldValue | null } => change.value !== undefined);
  const read: typeof sentValues = [];
  for (const change of sentValues) if (await checkFormat(change.field, change.value)) read.push(change);
  const changes = new Map(read.map(({ field, value }) => [field.id, { fieldId: field.id, value }]));
  for (const field of fields) {
    const change = changes.get(field.id);
    if (field.required && (opening ? change === undefined || change.value === null : change?.value === null)) {
      throw invalid(owner.missing(field.name));
    }
  }
  return [...changes.values()].filter(({ value }) => !opening || value !== null);
}

/** Finds a field by its id or, in any letter case, its name. */
export function findField(fields: CustomField[], key: string): CustomField | undefined {
  const name = key.trim().toLowerCase();
  return fields.find((field) => String(field.id) === name) ?? fields.find((field) => field.name.toLowerCase() === name);
}

/** Returns undefined for a word for null or false that is no value of the field: it then was not sent. */
function readValue(field: CustomField, value: unknown): CustomFieldValue | null | undefined {
  const read = READERS[field.type](value, field.options);
  if (read === undefined && !meansNull(value, true))
    throw invalid(`Custom field "${field.name}" must be ${mustBe(field, value)}`);
  return read;
}

const mustBe = ({ type }: CustomField, value: unknown): string =>
  type === 'number' && shaped(NUMBER)(value, []) !== undefined
    ? `a number of at most ${LONGEST_NUMBER} characters`
    : MUST_BE[type];

/** Returns false for such a word that does not have the format. */
async function checkFormat(field: CustomField, value: CustomFieldValue | null): Promise<boolean> {
  if (typeof value !== 'string' || field.pattern === null || (await hasFormat(value, field.pattern))) return true;
  if (meansNull(value, true)) return false;
  throw invalid(`Custom field "${field.name}" does not have the required format`);
}

/** Returns the value to store: null if there is nothing to store, undefined if the value is not of the type. */
type Reader = (value: unknown, options: CustomFieldOption[]) => CustomFieldValue | null | undefined;

const text: Reader = (value) => (typeof value === 'string' && value.length <= LONGEST_TEXT ? value : undefined);

const line: Reader = (value) => {
  const read = text(value, []);
  return typeof read === 'string' ? oneLine(read) : read;
};

const shaped =
  (pattern: RegExp): Reader =>
  (value) =>
    typeof value === 'string' && pattern.test(value.trim()) ? value.trim() : undefined;

const number: Reader = (value) => {
  const read = shaped(NUMBER)(value, []);
  return typeof read === 'string' && read.length <= LONGEST_NUMBER ? read : undefined;
};

/** Stores only ticked boxes: forms send nothing for an unticked one. */
const tick: Reader = (value) => {
  const flag = typeof value === 'string' ? readFlag(value) : undefined;
  return flag === false ? null : flag;
};

/** One option, by id or by name. */
const option: Reader = (value, options) => {
  if (typeof value !== 'string') return undefined;
  // Forms send zero for "none chosen".
  return findOption(options, value, undefined)?.id ?? (value.trim() === '0' ? null : undefined);
};

function findOption(options: CustomFieldOption[], reference: string, parentId: number | null | undefined) {
  const name = reference.trim().toLowerCase();
  const here = options.filter((candidate) => parentId === undefined || candidate.parentId === parentId);
  return here.find(({ id }) => String(id) === name) ?? here.find((candidate) => candidate.name.toLowerCase() === name);
}

/**
 * Options level by level, each a child of the one before: `{"1": 198, "2": 204}`. Levels after the last may be empty.
 */
const hierarchy: Reader = (value, options) => {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = Object.entries(value).sort(([a], [b]) => Number(a) - Number(b));
  const depth = given.findLastIndex(([, reference]) => !isNothing(reference)) + 1;
  const levels: Record<string, number> = {};
  let parentId: number | null = null;
  for (const [index, [level, reference]] of given.slice(0, depth).entries()) {
    const found: CustomFieldOption | undefined =
      level === String(index + 1) && typeof reference === 'string'
        ? findOption(options, reference, parentId)
        : undefined;
    if (found === undefined) return undefined;
    levels[level] = found.id;
    parentId = found.id;
  }
  return levels;
};

const date: Reader = (value) => {
  const given = typeof value === 'string' ? value.trim() : '';
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(given) ?? [];
  const [, day, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(given) ?? [];
  const iso = `${isoYear ?? year}-${isoMonth ?? month}-${isoDay ?? day}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : undefined;
};

const READERS: Record<CustomField['type'], Reader> = {
  text: line,
  textarea: text,
  regex: line,
  number,
  time: shaped(/^([01]\d|2[0-3]):[0-5]\d$/),
  date,
  select: option,
  multi_button: option,
  hierarchy,
  checkbox: tick,
  button: tick,
};

const MUST_BE: Record<CustomField['type'], string> = {
  text: 'a text',
  textarea: 'a text',
  regex: 'a text',
  number: 'a number',
  time: 'a time such as 09:00',
  date: 'a date such as 2027-01-31 or 31.01.2027',
  select: 'one of its options',
  multi_button: 'one of its options',
  hierarchy: 'its options level by level',
  checkbox: 'on or off',
  button: 'on or off',
};

/**
 * Checks a pattern as operators write it, with or without delimiters and flags.
 *
 * @returns the pattern to store; null for blank text.
 * @throws ApiError (invalid) `The pattern is not a regular expression of at most 1000 characters`.
 */
export function checkPattern(pattern: string): string | null {
  if (pattern.trim() === '') return null;
  try {
    compile(pattern);
  } catch {
    throw invalid('The pattern is not a regular expression of at most 1000 characters');
  }
  return pattern;
}

/** Whether values of a type are chosen from options. */
export const hasOptions = (type: CustomField['type']): boolean =>
  ['select', 'multi_button', 'hierarchy'].includes(type);

/** @throws ApiError (invalid) `Only custom fields of the types select, multi_button and hierarchy have options`. */
export function assertHasOptions(type: CustomField['type']): void {
  if (!hasOptions(type)) {
    throw invalid('Only custom fields of the types select, multi_button and hierarchy have options');
  }
}

const MOST_OPTIONS = 1000;
const LONGEST_OPTION = 250;

/**
 * Reads the options of a new field, from a list or a comma-separated text. Options of a hierarchy are paths such as
 * `Hosting>Shared`, which may share their beginnings. Names that differ only in letter case are one option.
 *
 * @returns parents before their children.
 * @throws ApiError (invalid) `Options must be a list of at most 1000 names, each with at most 250 characters`; what
 * {@link assertHasOptions} refuses.
 */
export function readOptions(type: CustomField['type'], given: string | string[]): NewOption[] {
  const paths = typeof given === 'string' ? given.split(',').filter((path) => path.trim() !== '') : given;
  if (paths.length > 0) assertHasOptions(type);
  const options: NewOption[] = [];
  const places = new Map<string, number>();
  for (const path of paths) {
    let parentIndex: number | null = null;
    for (const name of (type === 'hierarchy' ? path.split('>') : [path]).map((part) => part.trim())) {
      const key: string = `${parentIndex ?? ''}>${name.toLowerCase()}`;
      const place: number = places.get(key) ?? options.push({ name, parentIndex }) - 1;
      if (name === '' || name.length > LONGEST_OPTION || options.length > MOST_OPTIONS) {
        throw invalid('Options must be a list of at most 1000 names, each with at most 250 characters');
      }
      places.set(key, place);
      parentIndex = place;
    }
  }
  return options;
}

/** A stored value as people read it: options by name, a hierarchy as a path, a tick as `1`. */
export function showCustomField(value: CustomFieldValue, options: Pick<CustomFieldOption, 'id' | 'name'>[]): string {
  const name = (id: number) => options.find((candidate) => candidate.id === id)?.name ?? '';
  if (typeof value === 'string') return value;
  if (value === true) return '1';
  if (typeof value === 'number') return name(value);
  return Object.values(value).map(name).join(' > ');
}
