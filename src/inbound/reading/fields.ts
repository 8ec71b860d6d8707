import { isUtf8 } from 'node:buffer';
import { guessCharset } from './charset-guess';
import { decodeText } from './charsets';

/** A header as it stands in a mail: its name in lower case, and its value unfolded, one character for each byte. */
export interface Field {
  name: string;
  raw: string;
}

/** The headers of a mail or of a part. */
export interface Fields {
  list: Field[];
  /** Where the body begins. */
  end: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Headers end here at the latest. */
const MOST_BYTES = 4 << 20;

/** An address such as `https://desk.example` is none. */
const NAME = /^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:(?!\/\/)/;

/** Headers that programs write. Where one of them still comes, the headers are not over. */
const OF_PROGRAMS =
  /^(?:from|sender|reply-to|to|cc|bcc|date|subject|message-id|in-reply-to|references|return-path|received|delivered-to|mime-version|user-agent|precedence|importance|auto(?:-submitted|crypt)|errors-to|envelope-to|feedback-id|disposition-notification-to|authentication-results|(?:dkim|domainkey)-signature|(?:arc|content|list|resent|thread|x)-[a-z0-9-]+)$/i;

/** A parameter that should stand on an indented line. */
const PARAMETER = /^[\w-]+\*?(?:\d+\*?)?=/;

/**
 * Reads headers.
 *
 * @param of what they belong to. A part whose first line is no header has none. In the fields of a `report`, lines that
 * are none are passed over. In a `mail` or a `part`, they begin the body, unless they are only broken.
 */
export function readFields(raw: Buffer, start: number, of: 'mail' | 'part' | 'report'): Fields {
  return new FieldReader(raw, start, of).read();
}

class FieldReader {
  private readonly list: Field[] = [];
  private pieces: string[] = [];
  private name = '';
  private readonly last: number;
  /** Behind a line of blanks in the header that is being read: where that is, and how many lines the header has before. */
  private blank: { next: number; pieces: number } | undefined;
  /** Where the last header of a program stands, as seen from the first line that may end the headers. */
  private lastOfPrograms: number | undefined;

  constructor(
    private readonly raw: Buffer,
    private readonly start: number,
    private readonly of: 'mail' | 'part' | 'report',
  ) {
    this.last = Math.min(raw.length, start + MOST_BYTES);
  }

  read(): Fields {
    let at = this.start;
    while (at < this.last) {
      const { line, next } = this.lineAt(at);
      if (line === '') return this.finished(next);
      const isFirst = this.list.length === 0 && this.name === '';
      if (/^[ \t]/.test(line)) {
        const isBlank = line.trim() === '';
        if (isBlank && this.of !== 'report' && !this.isIndentedAt(next) && !this.goesOn(next))
          return this.finished(next);
        if (isBlank) this.blank ??= { next, pieces: this.pieces.length };
        this.pieces.push(line);
      } else if (!this.open(line)) {
        if (isFirst && this.of === 'part') return { list: [], end: this.start };
        if (PARAMETER.test(line) && this.pieces.at(-1)?.trimEnd().endsWith(';')) this.pieces.push(` ${line}`);
        else if (this.of !== 'report' && !this.goesOn(next)) return this.finished(this.blank?.next ?? at, true);
        else this.close();
      }
      at = next;
    }
    return this.finished(this.blank?.next ?? at, true);
  }

  private lineAt(at: number): { line: string; next: number } {
    const found = this.raw.indexOf(LF, at);
    const next = found < 0 ? this.raw.length : found + 1;
    const end = found > at && this.raw[found - 1] === CR ? found - 1 : found < 0 ? this.raw.length : found;
    return { line: this.raw.toString('latin1', at, end), next };
  }

  /** Begins the header that a line is. @returns whether it is one */
  private open(line: string): boolean {
    const [begin, name] = NAME.exec(line) ?? [];
    if (begin === undefined || name === undefined) return false;
    this.close();
    this.name = name.toLowerCase();
    this.pieces = [line.slice(begin.length)];
    return true;
  }

  private close(): void {
    if (this.name !== '') this.list.push({ name: this.name, raw: this.pieces.join('').trim() });
    this.name = '';
    this.pieces = [];
    this.blank = undefined;
  }

  private isIndentedAt(at: number): boolean {
    return at < this.last && /^[ \t]+\S/.test(this.lineAt(at).line);
  }

  /** Whether a header of a program that is not there yet comes below, before an empty line or a boundary. */
  private goesOn(from: number): boolean {
    this.lastOfPrograms ??= this.findLastOfPrograms(from);
    return this.lastOfPrograms >= from;
  }

  private findLastOfPrograms(from: number): number {
    const known = new Set([...this.list.map(({ name }) => name), this.name]);
    let found = -1;
    for (let at = from; at < this.last; ) {
      const { line, next } = this.lineAt(at);
      if (line === '' || line.startsWith('--')) break;
      const name = NAME.exec(line)?.[1]?.toLowerCase() ?? '';
      if (OF_PROGRAMS.test(name) && !known.has(name)) found = at;
      at = next;
    }
    return found;
  }

  /** @param isUnseparated whether no empty line ends the headers. Then one of blanks does, if there is one. */
  private finished(end: number, isUnseparated = false): Fields {
    if (isUnseparated && this.blank !== undefined) this.pieces.length = this.blank.pieces;
    this.close();
    const { list, raw, start } = this;
    // Without any header, all of it is what somebody wrote.
    const isText = list.length === 0 && this.of !== 'part' && raw[start] !== LF && raw[start] !== CR;
    return { list, end: isText ? start : end };
  }
}

/** The first header of a name, which is the one that counts. */
export const fieldOf = (fields: Fields, name: string): string | undefined =>
  fields.list.find((field) => field.name === name)?.raw;

// biome-ignore lint/suspicious/noControlCharactersInRegex: bytes beyond ASCII are what it looks for
const NOT_ASCII = /[^\x00-\x7f]/;

/**
 * Turns the bytes of a header into Unicode, before its encoded words are decoded.
 *
 * @param charset that of the mail's text, in which some programs write headers too; '' if it names none.
 */
export function inUnicode(raw: string, charset: string): string {
  const bytes = Buffer.from(raw, 'latin1');
  if (!NOT_ASCII.test(raw))
    return raw.includes('\x1b$') && guessCharset(bytes) === 'iso-2022-jp' ? decodeText(bytes, 'iso-2022-jp') : raw;
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const inTheirs = charset === '' ? '\ufffd' : decodeText(bytes, charset);
  return inTheirs.includes('\ufffd') ? decodeText(bytes, 'windows-1252') : inTheirs;
}
