/** What an example shows of a value at most. */
const LONGEST_SHOWN = 80;

/** Fields whose values open something. */
const SECRET =
  /pass|pwd|secret|token|hash|apikey|accesskey|^c$|^pin$|cvv|card|security|bank|session|cookie|twofa|backup/i;

/** Fields that hold what people wrote to each other, and files. */
const BODY =
  /^(message|note|notes|data|body|text|reply|content|description|signature|announcement|html|plain|plaintext)$/i;

/** Fields that the operator has made: nobody knows what is in them, and some desks ask for passwords. */
const OWN_FIELD = /custom_?field|configoption/i;

/** How a pair of values may be shown. */
export interface Shown {
  here: string;
  there: string;
}

/**
 * Shows how two values differ, without what nobody may read there. Of secrets, messages and the operator's own fields, it
 * says only how long they are and where they begin to differ.
 *
 * @param path the field, such as `tickets.ticket[].subject`
 * @param here undefined if the field is missing
 */
export function show(path: string, here: unknown, there: unknown): Shown {
  if (isHidden(path) || isLong(here) || isLong(there)) {
    const from = typeof here === 'string' && typeof there === 'string' ? firstDifference(here, there) : undefined;
    const where = from === undefined ? '' : `, differs from character ${from + 1} on`;
    return { here: measured(here, where), there: measured(there, where) };
  }
  return { here: shortened(here), there: shortened(there) };
}

/** Whether a field may hold what opens something. @param path such as `tickets.ticket[].c` */
export const isSecret = (path: string): boolean => SECRET.test(lastOf(path)) || OWN_FIELD.test(path);

const isHidden = (path: string): boolean => isSecret(path) || BODY.test(lastOf(path));

const lastOf = (path: string): string => path.replaceAll('[]', '').split('.').at(-1) ?? '';

const isLong = (value: unknown): boolean => typeof value === 'string' && (value.length > 200 || value.includes('\n'));

function firstDifference(here: string, there: string): number {
  const shorter = Math.min(here.length, there.length);
  for (let at = 0; at < shorter; at++) if (here[at] !== there[at]) return at;
  return shorter;
}

function measured(value: unknown, where: string): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return `${value.length} characters${where}`;
  return typeof value === 'object' && value !== null ? shapeOf(value) : `a ${typeof value}`;
}

function shortened(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'object' && value !== null) return shapeOf(value);
  const text = JSON.stringify(value) ?? '';
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}

/** What is in it is not shown, because it may be anything. */
function shapeOf(value: object): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  const names = Object.keys(value);
  const shown = names.slice(0, 5).join(', ');
  return `an object with ${names.length === 0 ? 'no members' : shown}${names.length > 5 ? ' …' : ''}`;
}
