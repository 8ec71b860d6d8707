/** A modifier of a field, as Smarty has them: `truncate:40:"..."`. */
export interface Modifier {
  name: string;
  arguments: string[];
}

type Change = (text: string, ...given: string[]) => string;

/** Values are always escaped, and their lines stay lines, so these have nothing left to do. */
const NEEDLESS = ['unescape', 'nl2br', 'strip_tags', 'htmlspecialchars', 'htmlentities', 'nofilter'];

const count = (text: string | undefined, otherwise: number): number =>
  /^\d{1,6}$/.test(text ?? '') ? Number(text) : otherwise;

const isYes = (text: string | undefined): boolean => text === 'true' || text === '1';

const FIRST_OF_WORD = /(?<![\p{L}\p{N}'])\p{Ll}/gu;
const upper = (text: string): string => text.toUpperCase();
const lower = (text: string): string => text.toLowerCase();
const capitalize = (text: string): string => text.replace(FIRST_OF_WORD, upper);

/** At most as many letters, with what stands for the rest. Words stay whole, unless somebody wants them cut. */
function truncate(text: string, length?: string, rest = '...', isWithinWords?: string): string {
  const most = count(length, 80);
  const letters = Array.from(text);
  if (letters.length <= most) return text;
  const room = most - Math.min(most, rest.length);
  const begin = letters.slice(0, room + 1).join('');
  const whole = isYes(isWithinWords) ? begin : begin.replace(/\s+\S*$/u, '');
  return most === 0 ? '' : Array.from(whole).slice(0, room).join('') + rest;
}

/** A text can be replaced by one of any length in any place. Nothing that people read is longer. */
const LONGEST = 1_000_000;

function replaced(text: string, found: string | RegExp, by: string): string {
  const parts = text.split(found);
  return text.length + (parts.length - 1) * by.length > LONGEST ? text : parts.join(by);
}

function numberFormat(text: string, decimals?: string, point = '.', thousands = ','): string {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text.trim())) return text;
  const [whole = '', part] = Number(text)
    .toFixed(Math.min(20, count(decimals, 0)))
    .split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, () => thousands);
  return part === undefined ? grouped : `${grouped}${point}${part}`;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?/;

const DATE_PARTS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  ...{ a: { weekday: 'short' }, A: { weekday: 'long' }, b: { month: 'short' }, h: { month: 'short' } },
  B: { month: 'long' },
};

/** Writes a date such as `2027-01-31 09:00:00` as strftime does. What is no such date stays as it is. */
function dateFormat(text: string, format = '%b %e, %Y', otherwise = ''): string {
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00'] =
    DATE.exec(text || otherwise) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (year === '' || date.getUTCDate() !== Number(day)) return text || otherwise;
  const half = String(Number(hour) % 12 || 12).padStart(2, '0');
  const noon = Number(hour) < 12 ? 'AM' : 'PM';
  const parts: Readonly<Record<string, string>> = {
    ...{ Y: year, y: year.slice(2), m: month, d: day, e: String(Number(day)).padStart(2), H: hour, M: minute },
    ...{ S: second, I: half, l: String(Number(half)).padStart(2), p: noon, P: noon.toLowerCase(), '%': '%' },
    ...{ D: `${month}/${day}/${year.slice(2)}`, F: `${year}-${month}-${day}`, T: `${hour}:${minute}:${second}` },
    ...{ R: `${hour}:${minute}`, r: `${half}:${minute}:${second} ${noon}`, n: '\n', t: '\t' },
  };
  return format.replace(/%([a-zA-Z%])/g, (written, letter: string) => {
    const named = DATE_PARTS[letter];
    if (named === undefined) return parts[letter] ?? written;
    return new Intl.DateTimeFormat('en', { ...named, timeZone: 'UTC' }).format(date);
  });
}

const CHANGES = new Map<string, Change>([
  ...NEEDLESS.map((name): [string, Change] => [name, (text) => text]),
  ['upper', upper],
  ['strtoupper', upper],
  ['lower', lower],
  ['strtolower', lower],
  ['capitalize', capitalize],
  ['ucwords', capitalize],
  ['ucfirst', (text) => text.replace(/^\p{Ll}/u, upper)],
  ['default', (text, otherwise = '') => (text === '' ? otherwise : text)],
  ['trim', (text) => text.trim()],
  ['strip', (text, by = ' ') => replaced(text, /\s+/g, by)],
  ['cat', (text, more = '') => text + more],
  ['replace', (text, found = '', by = '') => (found === '' ? text : replaced(text, found, by))],
  ['truncate', truncate],
  ['number_format', numberFormat],
  ['date_format', dateFormat],
  ['escape', (text, how = 'html') => (/^url/.test(how) ? encodeURIComponent(text.toWellFormed()) : text)],
  ['urlencode', (text) => encodeURIComponent(text.toWellFormed())],
]);

/** Whether a modifier does what Smarty's does. */
export const isKnown = ({ name }: Modifier): boolean => CHANGES.has(name);

/** Changes a text as a field's modifiers say. Unknown ones change nothing. */
export const modified = (text: string, modifiers: Modifier[]): string =>
  modifiers.reduce((rest, { name, arguments: given }) => CHANGES.get(name)?.(rest, ...given) ?? rest, text);
