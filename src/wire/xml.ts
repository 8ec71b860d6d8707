import type { Plain } from './present';

/**
 * XML as WHMCS clients expect it: a prolog, the root `whmcsapi`, the lower-case action first, repeated singular elements
 * inside a plural container, nothing inside an empty one.
 */
export function toXml(action: string, answer: { [name: string]: Plain }): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi>\n${element('action', action.toLowerCase())}${elements(answer)}</whmcsapi>\n`;
}

const elements = (object: { [name: string]: Plain }): string =>
  Object.entries(object)
    .map(([name, value]) => element(name, value))
    .join('');

function element(name: string, value: Plain): string {
  if (Array.isArray(value)) {
    if (!name.endsWith('s')) return value.map((item) => element(name, item)).join('');
    return `<${name}>${value.map((item) => element(name.slice(0, -1), item)).join('')}</${name}>\n`;
  }
  if (typeof value === 'object' && value !== null) {
    const inner = elements(value);
    // A line break inside an empty container would be read as its text.
    return inner === '' ? `<${name}></${name}>\n` : `<${name}>\n${inner}</${name}>\n`;
  }
  return `<${name}>${escapeText(String(value))}</${name}>\n`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML 1.0 cannot hold, not even escaped
const ILLEGAL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
  '\r': '&#13;',
};

/** A carriage return is escaped because parsers turn a bare one into a line feed. */
const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replace(ILLEGAL, '')
    .replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? '');
