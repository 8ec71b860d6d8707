import { decodeBase64Bytes } from './base64';
import { type JsonLimits, readJson } from './json-text';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** From this length on, it pays to keep a text out of the JSON. */
const LONG = 8_192;

/** A long text that was kept out of the JSON. */
interface Apart {
  text: Buffer;
  bytes: Buffer;
}

/**
 * Reads untrusted JSON as {@link readJson} does, but of long base64 texts it returns the bytes, as a Buffer. They are
 * decoded where they lie: JSON.parse would first copy each into a text, which costs ten times as much as decoding it.
 *
 * @param json UTF-8
 * @param names the members, in lower case, in which base64 is expected. Elsewhere, texts stay texts
 */
export function readJsonWithFiles(json: Buffer, limits: JsonLimits, names: ReadonlySet<string>): unknown {
  const apart: Apart[] = [];
  const rest: string[] = [];
  let copied = 0;
  let texts = 0;
  for (let open = json.indexOf(QUOTE); open >= 0; ) {
    const close = json.indexOf(QUOTE, open + 1);
    texts += 1;
    // Leave texts with quotes in them, and more texts than there may be, to the usual way.
    if (close < 0 || json[close - 1] === BACKSLASH || texts > 2 * limits.values) return readJson(json, limits);
    const text = json.subarray(open + 1, close);
    const bytes = text.length >= LONG && !isName(json, close) ? decodeBase64Bytes(text) : undefined;
    if (bytes !== undefined) {
      rest.push(json.toString('utf8', copied, open + 1));
      apart.push({ text, bytes });
      copied = close;
    }
    open = json.indexOf(QUOTE, close + 1);
  }
  rest.push(json.toString('utf8', copied));
  if (apart.length === 0 || rest.some((part) => part.includes(MARK_IN_JSON))) return readJson(json, limits);
  const marked = rest.reduce((before, part, place) => `${before}${MARK_IN_JSON}${place - 1}${part}`);
  return restored(readJson(marked, limits), '', apart, names);
}

/** What stands for a long text: no other text in this JSON has this character. */
const MARK = '\0';
const MARK_IN_JSON = '\\u0000';

/** Whether the text that ends here is the name of a member. */
function isName(json: Buffer, close: number): boolean {
  let at = close + 1;
  while (SPACES.has(json[at] ?? 0)) at += 1;
  return json[at] === COLON;
}

const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Puts what was kept apart back in its place. The limit of depth has been checked, so it may recurse. */
function restored(value: unknown, name: string, apart: Apart[], names: ReadonlySet<string>): unknown {
  if (typeof value === 'string' && value.startsWith(MARK)) {
    const { text, bytes } = apart[Number(value.slice(MARK.length))] ?? { text: Buffer.alloc(0), bytes: undefined };
    return names.has(name.toLowerCase()) ? bytes : text.toString('latin1');
  }
  if (Array.isArray(value)) return value.map((item) => restored(item, '', apart, names));
  if (typeof value !== 'object' || value === null) return value;
  for (const [key, inner] of Object.entries(value)) {
    Object.defineProperty(value, key, { value: restored(inner, key, apart, names) });
  }
  return value;
}
