import { invalid } from '../errors';
import { renderHtml } from '../tickets/render';

/**
 * The values to fill in, by name: `{$ticket_id}` in a template is `ticket_id` here, `{$order.total}` is `order.total`.
 */
export type MergeFields = Record<string, string>;

const LONGEST_SUBJECT = 1000;
const LONGEST_BODY = 1_000_000;

/** Modifiers such as `{$name|escape}` are ignored, because values in a body are always escaped. */
const FIELD = /\{\$([a-z_]\w*(?:\.\w+)*)(?:\|[^{}]{0,200})?\}/gi;

/**
 * Fills merge fields into a subject, which is one line of plain text. Unknown fields become empty. Values are not
 * searched for fields again.
 *
 * @throws ApiError (invalid) `The subject may have at most 1000 characters`.
 */
export const fillSubject = (template: string, fields: MergeFields): string =>
  fill(template, fields, 'subject', LONGEST_SUBJECT, (value) => value).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/**
 * The same for a body, which is HTML. Values are plain text, and are escaped.
 *
 * @throws ApiError (invalid) `The message may have at most 1000000 characters`.
 */
export const fillBody = (template: string, fields: MergeFields): string =>
  fill(template, fields, 'message', LONGEST_BODY, (value) => renderHtml(value, 'plain'));

/** Adds piece by piece, so that a long value in a thousand places is refused before the text is built. */
function fill(
  template: string,
  fields: MergeFields,
  what: string,
  longest: number,
  encode: (value: string) => string,
): string {
  const pieces: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    length += piece.length;
    if (length > longest) throw invalid(`The ${what} may have at most ${longest} characters`);
    pieces.push(piece);
  };
  let end = 0;
  for (const match of template.matchAll(FIELD)) {
    const name = match[1] ?? '';
    add(template.slice(end, match.index));
    add(Object.hasOwn(fields, name) ? encode(fields[name] ?? '') : '');
    end = match.index + match[0].length;
  }
  add(template.slice(end));
  return pieces.join('');
}

/** Flattens values as callers send them: a text keeps its name, and texts inside an object become `name.inner`. */
export function mergeFields(values: Record<string, unknown> | null | undefined): MergeFields {
  const fields: MergeFields = Object.create(null);
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value === 'string') fields[name] = value;
    else for (const [inner, text] of Object.entries(value ?? {})) fields[`${name}.${inner}`] = String(text);
  }
  return fields;
}
