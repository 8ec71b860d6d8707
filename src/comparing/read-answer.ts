import { Parser } from 'htmlparser2';

/** An answer that is none: the other desk, or something before it, wrote another text. */
export class UnreadableAnswer extends Error {}

type Format = 'json' | 'xml' | 'nvp';

/** Deeper than any answer. */
const DEEPEST = 30;

/**
 * Reads an answer of WHMCS's API, whatever its format. In XML and NVP, every value is text.
 *
 * @throws UnreadableAnswer saying what it is instead
 */
export function readAnswer(body: string): { format: Format; answer: Record<string, unknown> } {
  const text = body.replace(/^\ufeff/, '').trim();
  if (text === '') throw new UnreadableAnswer('the answer is empty');
  if (text.startsWith('{')) return { format: 'json', answer: readJson(text) };
  if (/^<\?xml|^<whmcsapi/i.test(text)) return { format: 'xml', answer: readXml(text) };
  if (/^<(?:!doctype|html)/i.test(text)) throw new UnreadableAnswer('the answer is an HTML page');
  if (/^[\w[\]]+=/.test(text)) return { format: 'nvp', answer: readNvp(text) };
  throw new UnreadableAnswer('the answer is neither JSON nor XML nor NVP');
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new UnreadableAnswer('the answer is no valid JSON');
  }
}

interface Element {
  name: string;
  text: string;
  children: [name: string, value: unknown][];
}

function readXml(text: string): Record<string, unknown> {
  const open: Element[] = [{ name: '', text: '', children: [] }];
  const parser = new Parser(
    {
      onopentag(name) {
        if (open.length > DEEPEST) throw new UnreadableAnswer('the answer is nested too deeply');
        open.push({ name, text: '', children: [] });
      },
      ontext(part) {
        const current = open[open.length - 1];
        if (current !== undefined) current.text += part;
      },
      onclosetag() {
        const done = open.pop();
        if (done !== undefined) open[open.length - 1]?.children.push([done.name, contentOf(done)]);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  const root = open[0]?.children.find(([name]) => name.toLowerCase() === 'whmcsapi')?.[1];
  if (typeof root !== 'object' || root === null) throw new UnreadableAnswer('the answer is XML of another kind');
  // Only XML repeats the action.
  const { action: _action, ...answer } = root as Record<string, unknown>;
  return answer;
}

function contentOf({ name: parent, text, children }: Element): unknown {
  if (children.length === 0) return text.trim() === '' ? '' : text;
  const members: Record<string, unknown> = Object.create(null);
  for (const [name, value] of children) {
    const known = members[name];
    if (known === undefined) members[name] = isItemOf(parent, name) ? [value] : value;
    else members[name] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return members;
}

/** Whether an element is an item of the list around it, of which it may be the only one: `ticket` of `tickets`. */
const isItemOf = (parent: string, name: string): boolean =>
  parent === `${name}s` || parent === `${name}es` || (name.endsWith('y') && parent === `${name.slice(0, -1)}ies`);

/** What a pair begins with, if it is none that goes on. */
const NAME = /^\s*([\w[\]. -]{1,300}?)=/;
/** A value's own entities end with the same character as a pair. */
const ENTITY = /&#?\w{1,10}$/;

function readNvp(text: string): Record<string, unknown> {
  const pairs: [name: string, value: string][] = [];
  for (const part of text.split(';')) {
    const last = pairs[pairs.length - 1];
    const name = NAME.exec(part);
    if (last !== undefined && (name === null || ENTITY.test(last[1].slice(-12)))) last[1] += `;${part}`;
    else if (name !== null) pairs.push([name[1] ?? '', part.slice(name[0].length)]);
  }
  const answer: Record<string, unknown> = Object.create(null);
  pairs.forEach(([name, value], place) => {
    // The last pair ends with a semicolon that begins no other.
    const whole = place === pairs.length - 1 ? value.replace(/;$/, '') : value;
    put(
      answer,
      name.split(/[[\]]+/).filter((part) => part !== ''),
      unescaped(whole),
    );
  });
  return withLists(answer, 0) as Record<string, unknown>;
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function put(into: Record<string, unknown>, [name = '', ...rest]: string[], value: string): void {
  if (rest.length === 0 || rest.length > DEEPEST) {
    into[name] = value;
    return;
  }
  const known = into[name];
  const inner = typeof known === 'object' && known !== null ? (known as Record<string, unknown>) : Object.create(null);
  into[name] = inner;
  put(inner, rest, value);
}

/** Makes lists of what is numbered from 0 on. */
function withLists(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner, depth + 1)] as const);
  const isList = entries.every(([name], place) => name === String(place));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
