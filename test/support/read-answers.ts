/** An XML element with either text or child elements. */
export interface Element {
  name: string;
  text: string;
  children: Element[];
}

const NAME = /^[A-Za-z_][\w.-]*/;
/** The characters that XML 1.0 allows. */
const LEGAL = /^(?:[\t\n\r\x20-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff])*$/;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads XML more strictly than any client's parser: no attributes, comments or CDATA sections, no character that XML
 * 1.0 forbids (even escaped), no bare `&`, and nothing after the root.
 *
 * @throws Error saying what is wrong.
 */
export function readXml(text: string): Element {
  const prolog = /^<\?xml version="1\.0"(?: encoding="utf-8")?\?>\s*/.exec(text);
  if (prolog === null) throw new Error('there is no prolog');
  if (!LEGAL.test(text)) throw new Error('a character is not allowed in XML');
  const state = { text, at: prolog[0].length };
  const root = readElement(state);
  if (text.slice(state.at).trim() !== '') throw new Error('something follows the root');
  return root;
}

function readElement(state: { text: string; at: number }): Element {
  const name = take(state, '<') && (NAME.exec(state.text.slice(state.at, state.at + 100))?.[0] ?? '');
  if (name === '') throw new Error(`no element name at ${state.at}`);
  state.at += name.length;
  take(state, '>');
  const children: Element[] = [];
  let inside = '';
  for (;;) {
    const next = state.text.indexOf('<', state.at);
    if (next < 0) throw new Error(`<${name}> is not closed`);
    inside += withoutEntities(state.text.slice(state.at, next));
    state.at = next;
    if (state.text.startsWith('</', next)) break;
    children.push(readElement(state));
  }
  take(state, `</${name}>`);
  if (children.length > 0 && inside.trim() !== '') throw new Error(`<${name}> mixes text and elements`);
  return { name, text: children.length > 0 ? '' : inside, children };
}

function take(state: { text: string; at: number }, expected: string): true {
  if (!state.text.startsWith(expected, state.at)) throw new Error(`no ${expected} at ${state.at}`);
  state.at += expected.length;
  return true;
}

function withoutEntities(text: string): string {
  if (text.includes(']]>')) throw new Error(']]> in a text');
  return text.replace(/\r\n?/g, '\n').replace(/&([^;&]{0,10});?|&/g, (whole, entity: string | undefined) => {
    const number = /^#(\d+)$/.exec(entity ?? '')?.[1];
    const character = number === undefined ? NAMED[entity ?? ''] : String.fromCodePoint(Number(number));
    if (character === undefined || !whole.endsWith(';') || !LEGAL.test(character))
      throw new Error(`bad entity ${whole}`);
    return character;
  });
}

/** Finds the element at a path of names. If there are several, the first. */
export function at(element: Element, ...path: string[]): Element {
  return path.reduce((inside, name) => {
    const child = inside.children.find((candidate) => candidate.name === name);
    if (child === undefined) throw new Error(`<${inside.name}> has no <${name}>`);
    return child;
  }, element);
}

/**
 * Reads name-value pairs: one line, every pair with exactly one `=`, no name twice.
 *
 * @throws Error saying what is wrong.
 */
export function readNvp(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  // biome-ignore lint/suspicious/noControlCharactersInRegex: any of them could end the line for some reader
  if (/[\x00-\x1f\x7f]/.test(text)) throw new Error('a control character is in it');
  if (!text.endsWith(';')) throw new Error('the last pair is not ended');
  for (const pair of text.slice(0, -1).split(';')) {
    const [name = '', value, ...rest] = pair.split('=');
    if (value === undefined || rest.length > 0 || !/^[\w[\]-]+$/.test(name)) throw new Error(`bad pair ${pair}`);
    if (Object.hasOwn(pairs, name)) throw new Error(`${name} is there twice`);
    pairs[name] = decodeURIComponent(value);
  }
  return pairs;
}
