/** A value of ASN.1, as CMS writes it (RFC 5652). */
interface Value {
  tag: number;
  content: Buffer;
  /** Where the next value begins. */
  end: number;
}

const SEQUENCE = 0x30;
const EXPLICIT = 0xa0;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const SIGNED_DATA = '06092a864886f70d010702';

/** Deeper than any program nests, and shallow enough for a stack. */
const DEEPEST = 20;

/** Reads the value at a place. Of lengths that are not said, an empty value is the end. @returns null for nonsense */
function readValue(bytes: Buffer, at: number, depth = 0): Value | null {
  const [tag, size] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || size === undefined || depth > DEEPEST) return null;
  if (size === 0x80) return readOpen(bytes, at, depth);
  const extra = size > 0x80 ? size & 0x7f : 0;
  if (extra > 4 || at + 2 + extra > bytes.length) return null;
  const length = extra === 0 ? size : bytes.readUIntBE(at + 2, extra);
  const start = at + 2 + extra;
  return { tag, content: bytes.subarray(start, start + length), end: start + length };
}

function readOpen(bytes: Buffer, at: number, depth: number): Value | null {
  let next = at + 2;
  while (next < bytes.length && (bytes[next] !== 0 || bytes[next + 1] !== 0)) {
    const inner = readValue(bytes, next, depth + 1);
    if (inner === null) return null;
    next = inner.end;
  }
  return { tag: bytes[at] ?? 0, content: bytes.subarray(at + 2, next), end: next + 2 };
}

/** The values that a value is made of. */
function inside(content: Buffer): Value[] {
  const values: Value[] = [];
  for (let at = 0; at < content.length && values.length < 100_000; ) {
    const value = readValue(content, at);
    if (value === null) break;
    values.push(value);
    at = value.end;
  }
  return values;
}

/**
 * The mail inside a mail that S/MIME has signed as a whole.
 *
 * @returns null if there is none, as in one that is encrypted.
 */
export function signedContent(bytes: Buffer): Buffer | null {
  const outer = readValue(bytes, 0);
  if (outer?.tag !== SEQUENCE || !outer.content.toString('hex', 0, 11).startsWith(SIGNED_DATA)) return null;
  const signed = inside(inside(outer.content)[1]?.content ?? Buffer.alloc(0))[0];
  const encapsulated = signed === undefined ? undefined : inside(signed.content)[2];
  const explicit = encapsulated === undefined ? undefined : inside(encapsulated.content)[1];
  const octets = explicit?.tag === EXPLICIT ? inside(explicit.content)[0] : undefined;
  if (octets?.tag === OCTETS) return octets.content;
  if (octets?.tag !== OCTETS_IN_PIECES) return null;
  return Buffer.concat(inside(octets.content).map(({ content }) => content));
}
