import { escapeAscii, escapesOf } from './escape';
import type { Plain } from './present';

/**
 * Writes XML as WHMCS clients expect it: a prolog, the root `whmcsapi`, the lower-case action first, and repeated
 * singular elements inside a plural container. An empty container has no content at all.
 */
export function toXml(action: string, answer: { [name: string]: Plain }): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi>\n${element('action', action.toLowerCase())}${elements(answer)}</whmcsapi>\n`;
}

/**
 * A list that is alone in its object already has that object as its container. Any other list with a plural name gets
 * one.
 */
function elements(object: { [name: string]: Plain } | Map<string, Plain>): string {
  const entries = object instanceof Map ? [...object] : Object.entries(object);
  return entries
    .map(([name, value]) => {
      const isContainer = Array.isArray(value) && entries.length > 1 && name.endsWith('s');
      return isContainer ? `<${name}>${element(name.slice(0, -1), value)}</${name}>\n` : element(name, value);
    })
    .join('');
}

/**
 * Makes an element name. Members may be named after dates or operators' own texts; element names start with a letter.
 */
const elementName = (name: string): string =>
  PLAIN_NAME.test(name) ? name : `_${name.replace(/[^\p{L}\p{N}_.-]/gu, '_')}`;

const PLAIN_NAME = /^[A-Za-z_][\w.-]*$/;

function element(given: string, value: Plain): string {
  if (Array.isArray(value)) return value.map((item) => element(given, item)).join('');
  const name = elementName(given);
  if (typeof value === 'object' && value !== null) {
    const inner = elements(value);
    // Clients would read a line break inside an empty container as its text.
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
  // Parsers turn a bare carriage return into a line feed.
  '\r': '&#13;',
};

/** Control characters are dropped: XML 1.0 cannot contain them, not even escaped. */
const ESCAPES = escapesOf((character) => ENTITIES[character] ?? (/[^\t\n\r -\x7f]/.test(character) ? '' : undefined));

const escapeText = (text: string): string => escapeAscii(text.replace(/[\ufffe\uffff]+/g, ''), ESCAPES);
