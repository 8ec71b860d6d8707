import { escapeAscii, escapesOf } from '../wire/escape';

/** Trusted markup: written by us, with every foreign text escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Shown = string | number | Html | readonly Html[];

const MEANING: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const ESCAPES = escapesOf((character) => MEANING[character]);

function markup(value: Shown): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeAscii(String(value), ESCAPES);
}

/** A template tag that escapes every text. Use values between elements and in quoted attributes only. */
export const html = (pieces: TemplateStringsArray, ...values: Shown[]): Html =>
  new Html(pieces.map((piece, index) => (index === 0 ? piece : markup(values[index - 1] ?? '') + piece)).join(''));

/** A name within a sentence, whose direction must not change that of the words around it. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** Nothing. */
export const NONE = new Html('');

/** Markup that is shown only under a condition. */
export const when = (condition: boolean, shown: () => Html): Html => (condition ? shown() : NONE);
