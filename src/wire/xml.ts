import { escapeAscii, escapesOf } from './escape';
import type { Plain } from './present';

/**
 * XML as WHMCS clients expect it: a prolog, the root `whmcsapi`, the lower-case action first, repeated singular elements
 * inside a plural container, nothing inside an empty one.
 */
export function toXml(action: string, answer: { [name: string]: Plain }): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi>\n${element('action', action.toLowerCase())}${elements(answer)}</whmcsapi>\n`;
}

/** A list alone in its object stands in its container already; any other list with a plural name is one itself. */
function elements(object: { [name: string]: Plain } | Map<string, Plain>): string {
  const entries = object instanceof Map ? [...object] : Object.entries(object);
  return entries
    .map(([name, value]) => {
      const isContainer = Array.isArray(value) && entries.length > 1 && name.endsWith('s');
      return isContainer ? `<${name}>${element(name.slice(0, -1), value)}</${name}>\n` : element(name, value);
    })
    .join('');
}

/** A date or what an operator called something can be a member's name; an element's begins with a letter. */
const elementName = (name: string): string =>
  PLAIN_NAME.test(name) ? name : `_${name.replace(/[^\p{L}\p{N}_.-]/gu, '_')}`;

const PLAIN_NAME = /^[A-Za-z_][\w.-]*$/;

function element(given: string, value: Plain): string {
  if (Array.isArray(value)) return value.map((item) => element(given, item)).join('');
  const name = elementName(given);
  if (typeof value === 'object' && value !== null) {
    const inner = elements(value);
    // A line break inside an empty container would be read as its text.
    return inner === '' ? `<${name}></${name}>\n` : `<${name}>\n${inner}</${name}>\n`;
  }
  return `<${name}>${escapeText(String(value))}</${name}>\n`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
  // Parsers turn a bare one into a line feed.
  '\r': '&#13;',
};

/** Control characters are what XML 1.0 cannot hold, not even escaped. */
const ESCAPES = escapesOf((character) => ENTITIES[character] ?? (/[^\t\n\r -\x7f]/.test(character) ? '' : undefined));

const escapeText = (text: string): string => escapeAscii(text.replace(/[\ufffe\uffff]+/g, ''), ESCAPES);
