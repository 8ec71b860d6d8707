import { type Fields, readFields } from './fields';
import { type MediaType, readMediaType } from './parameters';

/** A part of a mail, or the mail itself: pieces of its bytes, still encoded. */
export interface Part {
  fields: Fields;
  media: MediaType;
  /** The bytes that it is a piece of, and where in them its body begins and ends. */
  raw: Buffer;
  bodyStart: number;
  end: number;
  children: Part[];
}

interface Split {
  root: Part;
  /** Whether boundaries are missing, wrong or unclosed. */
  isMalformed: boolean;
}

/** Of more parts than that, the rest is left out. */
const MOST_PARTS = 20_000;
/** Deeper ones are read as text. */
const DEEPEST = 1_000;
const LONGEST_BOUNDARY_LINE = 2_000;
/** How often the whole mail may be searched for boundaries. */
const MOST_SEARCHED = 50;

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

interface Open {
  part: Part;
  boundary: string;
  isClosed: boolean;
}

/** Splits a mail into its parts, in one pass over its bytes. Attached mails are not split. */
export function splitParts(raw: Buffer): Split {
  const splitter = new Splitter(raw);
  return { root: splitter.split(), isMalformed: splitter.isMalformed };
}

class Splitter {
  isMalformed = false;
  private readonly open: Open[] = [];
  /** Where in `open` the innermost part with a boundary is. */
  private readonly byBoundary = new Map<string, number[]>();
  private parts = 0;
  private searched = 0;
  /** The part whose body the lines belong to. */
  private current: Part | undefined;

  constructor(private readonly raw: Buffer) {}

  split(): Part {
    const root = this.begin(startOfMail(this.raw), 'text/plain');
    let at = root.bodyStart;
    while (this.open.length > 0) {
      const line = this.nextDelimiter(at);
      if (line < 0) break;
      at = this.delimit(line);
    }
    this.endCurrent(this.raw.length);
    if (this.open.some(({ isClosed }) => !isClosed)) this.isMalformed = true;
    for (const { part } of this.open) part.end = this.raw.length;
    return root;
  }

  /** Where the next line that begins with two dashes is. */
  private nextDelimiter(from: number): number {
    if (this.raw[from] === DASH && this.raw[from + 1] === DASH && (from === 0 || this.raw[from - 1] === LF))
      return from;
    const found = this.raw.indexOf('\n--', from > 0 ? from - 1 : 0, 'latin1');
    return found < 0 ? -1 : found + 1;
  }

  /** Handles a line that may be a delimiter. @returns where to read on */
  private delimit(line: number): number {
    const end = this.endOfLine(line);
    if (end - line > LONGEST_BOUNDARY_LINE) return end;
    const text = this.raw.toString('latin1', line + 2, end).trimEnd();
    const sibling = this.byBoundary.get(text)?.at(-1);
    const closing = text.endsWith('--') ? this.byBoundary.get(text.slice(0, -2))?.at(-1) : undefined;
    if (sibling !== undefined) return this.next(sibling, line, end);
    if (closing !== undefined) this.close(closing, line);
    return end;
  }

  /** Begins the next part of a multipart. */
  private next(index: number, line: number, end: number): number {
    const { part, isClosed } = this.open[index] ?? {};
    if (part === undefined) return end;
    if (isClosed) {
      // After the last part comes what nobody reads, unless a program has closed too early.
      if (!/^content-/i.test(this.raw.toString('latin1', end, end + 8))) return end;
      this.isMalformed = true;
    }
    this.closeInner(index, line);
    this.endCurrent(line);
    const child = this.begin(end, /^multipart\/digest$/.test(part.media.type) ? 'message/rfc822' : 'text/plain', part);
    return child.bodyStart;
  }

  private close(index: number, line: number): void {
    this.closeInner(index, line);
    this.endCurrent(line);
    const closed = this.open[index];
    if (closed !== undefined) closed.isClosed = true;
  }

  /** Ends what is open inside a multipart, though its own end is missing. */
  private closeInner(index: number, line: number): void {
    while (this.open.length > index + 1) {
      const inner = this.open.pop();
      if (inner === undefined) return;
      if (!inner.isClosed) this.isMalformed = true;
      this.byBoundary.get(inner.boundary)?.pop();
      if (this.byBoundary.get(inner.boundary)?.length === 0) this.byBoundary.delete(inner.boundary);
      inner.part.end = this.beforeBreak(inner.part.bodyStart, line);
    }
  }

  private endCurrent(line: number): void {
    if (this.current !== undefined)
      this.current.end = line >= this.raw.length ? line : this.beforeBreak(this.current.bodyStart, line);
    this.current = undefined;
  }

  /** The line break before a delimiter belongs to it. */
  private beforeBreak(from: number, line: number): number {
    let end = line;
    if (end > from && this.raw[end - 1] === LF) end--;
    if (end > from && this.raw[end - 1] === CR) end--;
    return Math.max(end, from);
  }

  /** Reads the headers of a part, and opens it if it has parts itself. */
  private begin(start: number, type: string, parent?: Part): Part {
    const fields = readFields(this.raw, start, parent === undefined ? 'mail' : 'part');
    const media = readMediaType(fields, type);
    const part: Part = { fields, media, raw: this.raw, bodyStart: fields.end, end: this.raw.length, children: [] };
    this.parts++;
    this.current = part;
    if (this.parts > MOST_PARTS) this.isMalformed = true;
    else parent?.children.push(part);
    if (media.type.startsWith('multipart/') && this.open.length < DEEPEST) this.openMultipart(part);
    return part;
  }

  private openMultipart(part: Part): void {
    const boundary = this.boundaryOf(part);
    if (boundary === null) return;
    this.open.push({ part, boundary, isClosed: false });
    const places = this.byBoundary.get(boundary) ?? [];
    places.push(this.open.length - 1);
    this.byBoundary.set(boundary, places);
    this.current = undefined;
  }

  /** The boundary that a part names, or else the one that its body seems to have. */
  private boundaryOf(part: Part): string | null {
    const named = part.media.parameters.get('boundary')?.raw.trimEnd() ?? '';
    if (named !== '' && this.hasLine(part.bodyStart, named)) return named;
    this.isMalformed = true;
    const line = this.nextDelimiter(part.bodyStart);
    if (line < 0) return null;
    const end = this.endOfLine(line);
    if (!/^(?:content-|\r?\n)/i.test(this.raw.toString('latin1', end, end + 8))) return null;
    const text = this.raw.toString('latin1', line + 2, Math.min(end, line + 200)).trimEnd();
    if (text === '' || this.byBoundary.has(text) || this.byBoundary.has(text.replace(/--$/, ''))) return null;
    return text;
  }

  /** Whether a boundary stands somewhere below. Looking for many that do not is given up. */
  private hasLine(from: number, boundary: string): boolean {
    if (this.searched > MOST_SEARCHED * this.raw.length) return true;
    let at = this.raw.indexOf(`--${boundary}`, from, 'latin1');
    if (at > from && this.raw[at - 1] !== LF) at = this.raw.indexOf(`\n--${boundary}`, at, 'latin1');
    this.searched += (at < 0 ? this.raw.length : at) - from;
    return at >= 0;
  }

  private endOfLine(from: number): number {
    const found = this.raw.indexOf(LF, from);
    return found < 0 ? this.raw.length : found + 1;
  }
}

/** Where a mail begins, past empty lines and the line that mbox files and pipes put on top. Editors put a mark before it. */
export function startOfMail(raw: Buffer): number {
  let at = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  while (raw[at] === CR || raw[at] === LF) at++;
  if (/^>?From (?! {0,5}:)/.test(raw.toString('latin1', at, at + 12))) {
    const end = raw.indexOf(LF, at);
    return end < 0 ? raw.length : end + 1;
  }
  return at;
}
