import { invalid } from '../errors';
import { renderHtml } from '../tickets/render';
import { holds } from './conditions';
import { headerText } from './header-text';
import { modified } from './modifiers';
import { squeezed } from './shorten';
import { type Node, readTemplate } from './template';

/** A value: plain text, or text that has a form of its own as safe HTML. */
export type MergeValue = string | { text: string; html: string };

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

/** A loop within a loop within a loop could go on for hours. */
const MOST_WRITTEN = 200_000;

/** What a name of a loop stands for: a field, or a text. */
type Bound = { field: string } | { text: string };

/**
 * Adds piece by piece, so that a long value in a thousand places is given up before the text is built.
 *
 * @returns undefined if the text is too long
 */
function fillWithin(template: string, fields: MergeFields, longest: number, encode: Encode): string | undefined {
  const pieces: string[] = [];
  let length = 0;
  let written = 0;
  let members: Map<string, Set<string>> | undefined;
  const add = (piece: string) => {
    length += piece.length;
    pieces.push(piece);
  };

  function valueNamed(name: string, bound: ReadonlyMap<string, Bound>): MergeValue {
    const whole = bound.get(name);
    if (whole !== undefined && 'text' in whole) return whole.text;
    const [first = '', ...within] = name.split('.');
    const own = bound.get(first);
    const field = own === undefined ? name : 'field' in own ? [own.field, ...within].join('.') : '';
    return Object.hasOwn(fields, field) ? (fields[field] ?? '') : '';
  }

  /** The fields that a loop goes through: the members of one, or a text alone. */
  function fieldsIn(from: string, bound: ReadonlyMap<string, Bound>): { field: string; key: string }[] {
    members ??= membersOf(fields);
    const [first = '', ...within] = from.split('.');
    const own = bound.get(first);
    const list = own === undefined ? from : 'field' in own ? [own.field, ...within].join('.') : '';
    const keys = [...(members.get(list) ?? [])];
    if (keys.length > 0) return keys.map((key) => ({ field: `${list}.${key}`, key }));
    return textOf(valueNamed(from, bound)) === '' ? [] : [{ field: list, key: '0' }];
  }

  /** @returns whether to go on */
  function write(nodes: readonly Node[], bound: ReadonlyMap<string, Bound>): boolean {
    return nodes.every((node) => {
      written += 1;
      if (length > longest || written > MOST_WRITTEN) return false;
      if (node.kind === 'text') add(node.text);
      else if (node.kind === 'field') add(encode(changed(valueNamed(node.name, bound), node.modifiers)));
      else if (node.kind === 'if') {
        const met = node.branches.find(({ condition }) => holds(condition, (name) => textOf(valueNamed(name, bound))));
        return met === undefined || write(met.nodes, bound);
      } else {
        const { from, item, key, name } = node.loop;
        const list = fieldsIn(from, bound);
        if (list.length === 0) return write(node.otherwise, bound);
        return list.every((member, index) => {
          const inside = new Map(bound).set(item, { field: member.field });
          if (key !== undefined) inside.set(key, { text: member.key });
          for (const [what, text] of name === undefined ? [] : placeOf(index, list.length)) {
            inside.set(`smarty.foreach.${name}.${what}`, { text });
          }
          written += 1;
          return write(node.nodes, inside);
        });
      }
      return true;
    });
  }

  const isWhole = write(readTemplate(template), new Map());
  return isWhole && length <= longest ? pieces.join('') : undefined;
}

/** The names of what lies within each field, such as `0` and `1` within `list` for `list.0` and `list.1`. */
function membersOf(fields: MergeFields): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const name of Object.keys(fields)) {
    const at = name.indexOf('.');
    if (at < 0) continue;
    const list = name.slice(0, at);
    const known = members.get(list) ?? new Set();
    members.set(list, known.add(name.slice(at + 1)));
  }
  return members;
}

/** What Smarty tells of a turn of a loop. */
const placeOf = (index: number, total: number): [what: string, text: string][] => [
  ['index', String(index)],
  ['iteration', String(index + 1)],
  ['first', index === 0 ? '1' : ''],
  ['last', index === total - 1 ? '1' : ''],
  ['total', String(total)],
];

/** Flattens values as callers send them, all of which are plain text: a text keeps its name, and texts inside an object become `name.inner`. */
export function mergeFields(values: Record<string, unknown> | null | undefined): MergeFields {
  const fields: MergeFields = Object.create(null);
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value === 'string') fields[name] = value;
    else for (const [inner, text] of Object.entries(value ?? {})) fields[`${name}.${inner}`] = String(text);
  }
  return fields;
}
