import { charsetOf } from './charset-labels';
import { decodeText } from './charsets';
import { decodeWords } from './encoded-words';
import { type Fields, fieldOf, inUnicode } from './fields';

/** The value of a parameter. */
interface Parameter {
  /** One character for each byte. */
  raw: string;
  /** The bytes of its pieces, where RFC 2231 says their character set. */
  extended: { bytes: Buffer; charset: string } | null;
}

/** A header such as Content-Type. */
interface Described {
  /** In lower case; '' if there is none. */
  value: string;
  parameters: Map<string, Parameter>;
}

export interface MediaType {
  /** In lower case, with a slash. */
  type: string;
  /** Whether the part says so itself, in a way that can be understood. */
  isStated: boolean;
  parameters: Map<string, Parameter>;
}

/** Types that some programs write without the other half. */
const HALF_TYPES: Record<string, string> = {
  html: 'text/html',
  multipart: 'multipart/mixed',
  message: 'message/rfc822',
};

/** The type of a part. */
export function readMediaType(fields: Fields, otherwise: string): MediaType {
  const { value, parameters } = readDescribed(fieldOf(fields, 'content-type') ?? '');
  const isWhole = /^[^\s/]+\/[^\s/]+$/.test(value);
  const half = HALF_TYPES[value];
  const isText = value === 'text' || value === 'plain';
  const type = isWhole ? value : (half ?? (isText ? 'text/plain' : otherwise));
  return { type, isStated: isWhole || half !== undefined || isText, parameters };
}

/** How a part wants to be shown. */
export const readDisposition = (fields: Fields): Described =>
  readDescribed(fieldOf(fields, 'content-disposition') ?? '');

/** A value up to its end: in quotes, or up to the next semicolon. */
const VALUE = /\s*(?:"((?:[^"\\]|\\[\s\S])*)(?:"|\\?$)|([^;]*))/y;
const NAME = /[;,\s]*([^\s=;]+)\s*(=?)/y;

/** More than any program writes. */
const MOST_PARAMETERS = 1_000;

function readDescribed(header: string): Described {
  const end = header.search(/[;\s]/);
  const value = (end < 0 ? header : header.slice(0, end)).toLowerCase().replace(/[,"']/g, '');
  const read: [string, string][] = [];
  let at = end < 0 ? header.length : end;
  while (at < header.length && read.length < MOST_PARAMETERS) {
    NAME.lastIndex = at;
    const [whole, name = '', equals] = NAME.exec(header) ?? [];
    if (whole === undefined) break;
    at += whole.length;
    if (equals !== '=') continue;
    VALUE.lastIndex = at;
    const [text = '', quoted, bare = ''] = VALUE.exec(header) ?? [];
    at += Math.max(text.length, 1);
    // Of other letters, a backslash is that of a Windows folder.
    read.push([name.toLowerCase(), quoted === undefined ? bare.trim() : quoted.replace(/\\(["\\])/g, '$1')]);
  }
  return { value, parameters: joinPieces(read) };
}

interface Pieces {
  plain: string | null;
  numbered: Map<number, { text: string; isEncoded: boolean }>;
}

/** Joins the pieces of RFC 2231: `name*0*`, `name*1` and so on, in any order, or a single `name*`. */
function joinPieces(read: [string, string][]): Map<string, Parameter> {
  const byName = new Map<string, Pieces>();
  for (const [key, text] of read) {
    const [, name = key, number, star = ''] = /^([^*]+)(?:\*(\d{1,4}))?(\*?)$/.exec(key) ?? [];
    const pieces = byName.get(name) ?? { plain: null, numbered: new Map() };
    if (number === undefined && star === '') pieces.plain ??= text;
    else if (!pieces.numbered.has(Number(number ?? 0))) {
      pieces.numbered.set(Number(number ?? 0), { text, isEncoded: star === '*' });
    }
    byName.set(name, pieces);
  }
  return new Map([...byName].map(([name, pieces]) => [name, parameterOf(pieces)]));
}

function parameterOf({ plain, numbered }: Pieces): Parameter {
  const pieces = [...numbered].sort(([one], [other]) => one - other).map(([, piece]) => piece);
  const [first] = pieces;
  if (first === undefined) return { raw: plain ?? '', extended: null };
  if (!pieces.some(({ isEncoded }) => isEncoded))
    return { raw: pieces.map(({ text }) => text).join(''), extended: null };
  const [label, charset = ''] = /^([^']*)'[^']*'/.exec(first.text) ?? [];
  const bytes = pieces.map(({ text, isEncoded }, index) => {
    const content = index === 0 && label !== undefined ? text.slice(label.length) : text;
    return isEncoded ? decodePercents(content) : Buffer.from(content, 'latin1');
  });
  return { raw: pieces.map(({ text }) => text).join(''), extended: { bytes: Buffer.concat(bytes), charset } };
}

const decodePercents = (text: string): Buffer =>
  Buffer.from(
    text.replace(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/**
 * A parameter as text.
 *
 * @param charset that of the mail's text.
 */
export function textOf(parameter: Parameter | undefined, charset: string): string {
  if (parameter === undefined) return '';
  if (parameter.extended === null) return decodeWords(inUnicode(parameter.raw, charset));
  const { bytes, charset: label } = parameter.extended;
  return decodeText(bytes, charsetOf(label) === null ? '' : label);
}
