import { invalid } from '../errors';
import { renderHtml } from '../tickets/render';
import { holds } from './conditions';
import { headerText } from './header-text';
import { squeezed } from './shorten';
import { modified, piecesOf } from './smarty';

/** A value: plain text, or text that has a form of its own as safe HTML. */
type MergeValue = string | { text: string; html: string };

/**
 * The values to fill in, by name: `{$ticket_id}` in a template is `ticket_id` here, `{$order.total}` is `order.total`.
 */
export type MergeFields = Record<string, MergeValue>;

const LONGEST_SUBJECT = 1000;
const LONGEST_BODY = 1_000_000;

/** What becomes of values that are too long together. A mail that nobody is there to correct must not be lost. */
export type TooLong = 'refuse' | 'shorten';

/**
 * Fills merge fields into a subject, which is one line of plain text without what cannot be seen. Unknown fields become
 * empty. Values are not searched for fields again.
 *
 * @throws ApiError (invalid) `The subject may have at most 1000 characters`.
 */
export const fillSubject = (template: string, fields: MergeFields, tooLong: TooLong = 'refuse'): string =>
  headerText(fill(template, fields, tooLong, 'subject', LONGEST_SUBJECT, textOf));

/**
 * The same for a body, which is HTML. Values of plain text are escaped.
 *
 * @throws ApiError (invalid) `The message may have at most 1000000 characters`.
 */
export const fillBody = (template: string, fields: MergeFields, tooLong: TooLong = 'refuse'): string =>
  fill(template, fields, tooLong, 'message', LONGEST_BODY, (value) =>
    typeof value === 'string' ? renderHtml(value, 'plain') : value.html,
  );

/**
 * The same for a body that is plain text.
 *
 * @throws ApiError (invalid) `The message may have at most 1000000 characters`.
 */
export const fillPlain = (template: string, fields: MergeFields, tooLong: TooLong = 'refuse'): string =>
  fill(template, fields, tooLong, 'message', LONGEST_BODY, textOf);

const textOf = (value: MergeValue): string => (typeof value === 'string' ? value : value.text);

/** What has a form of its own keeps it, unless it is empty. */
const changed = (value: MergeValue, modifiers: Parameters<typeof modified>[1]): MergeValue =>
  typeof value === 'string' || value.text === '' ? modified(textOf(value), modifiers) : value;

type Encode = (value: MergeValue) => string;

/** A template may use each value a thousand times, so how long each may be shows only when the text is written. */
function fill(
  template: string,
  fields: MergeFields,
  tooLong: TooLong,
  what: string,
  longest: number,
  encode: Encode,
): string {
  let filled = fillWithin(template, fields, longest, encode);
  for (let most = longest; filled === undefined && tooLong === 'shorten' && most > 0; ) {
    most = Math.floor(most / 2);
    filled = fillWithin(template, squeezedFields(fields, most), longest, encode);
  }
  if (filled === undefined) throw invalid(`The ${what} may have at most ${longest} characters`);
  return filled;
}

/** @param most how long each value may be as HTML */
const squeezedFields = (fields: MergeFields, most: number): MergeFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, MergeValue] => {
      const isShort = typeof value !== 'string' && value.text.length <= most && value.html.length <= most;
      return [name, isShort ? value : squeezed(textOf(value), most)];
    }),
  );

/**
 * Adds piece by piece, so that a long value in a thousand places is given up before the text is built.
 *
 * @returns undefined if the text is too long
 */
function fillWithin(template: string, fields: MergeFields, longest: number, encode: Encode): string | undefined {
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    length += piece.length;
    pieces.push(piece);
  };
  const valueIn = (name: string): MergeValue => (Object.hasOwn(fields, name) ? (fields[name] ?? '') : '');
  /** Of each condition that is open: whether its part is written, and whether one was. */
  const open: { isWritten: boolean; isOver: boolean }[] = [];
  for (const piece of piecesOf(template)) {
    if (length > longest) return undefined;
    const innermost = open.at(-1);
    const isWritten = open.every((condition) => condition.isWritten);
    if (piece.kind === 'if') {
      const isMet = holds(piece.condition, (name) => textOf(valueIn(name)));
      open.push({ isWritten: isMet, isOver: isMet });
    } else if (innermost !== undefined && piece.kind === 'endif') open.pop();
    else if (innermost !== undefined && (piece.kind === 'elseif' || piece.kind === 'else')) {
      const isMet = holds(piece.condition, (name) => textOf(valueIn(name)));
      innermost.isWritten = !innermost.isOver && isMet;
      innermost.isOver ||= isMet;
    } else if (isWritten && piece.kind === 'field') add(encode(changed(valueIn(piece.name), piece.modifiers)));
    else if (isWritten && piece.kind !== 'comment') add(piece.kind === 'text' ? piece.text : piece.raw);
  }
  return length > longest ? undefined : pieces.join('');
}

/** Flattens values as callers send them, all of which are plain text: a text keeps its name, and texts inside an object become `name.inner`. */
export function mergeFields(values: Record<string, unknown> | null | undefined): MergeFields {
  const fields: MergeFields = Object.create(null);
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value === 'string') fields[name] = value;
    else for (const [inner, text] of Object.entries(value ?? {})) fields[`${name}.${inner}`] = String(text);
  }
  return fields;
}
