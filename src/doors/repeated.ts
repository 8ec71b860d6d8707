import type { Request } from 'express';
import type { Fields } from './body';
import { receivedBytes } from './receive';

/**
 * Restores lists of which a form repeats the name: `cc=a&cc=b`. The forms of other APIs are folded as PHP folds them, and
 * the last value wins. Here, nobody may lose a copy because a program wrote its list in the usual way of the web.
 *
 * @param fields as folded
 * @param lists the names of parameters that are lists
 * @returns the fields, with all values of each list
 */
export function withRepeated(req: Request, fields: Fields, lists: string[]): Fields {
  const [form, query] = [formOf(req), queryOf(req)];
  const found = lists.flatMap((name) => {
    const inForm = form(name);
    const values = inForm.length > 0 ? inForm : query(name);
    const key = Object.keys(fields).find((sent) => sent.toLowerCase() === name) ?? name;
    return values.length > countOf(fields[key]) ? [[key, values.join(',')]] : [];
  });
  return found.length === 0 ? fields : Object.assign(Object.create(null), fields, Object.fromEntries(found));
}

const countOf = (folded: unknown): number =>
  typeof folded === 'object' && folded !== null ? Object.keys(folded).length : 1;

/** Finds the values of a list, under its name or its name with brackets. */
type Find = (name: string) => string[];

const among =
  (pairs: [string, string][]): Find =>
  (name) =>
    pairs.filter(([key]) => key.replace(/\[\d*\]$/, '').toLowerCase() === name).map(([, value]) => value);

function queryOf({ originalUrl }: Request): Find {
  const start = originalUrl.indexOf('?');
  return among([...new URLSearchParams(start < 0 ? '' : originalUrl.slice(start))]);
}

function formOf(req: Request): Find {
  const parts: unknown = req.body;
  // The parser of multipart bodies collects the values of repeated names in lists. A list may be sparse, and as long as
  // a caller likes: look at its values only.
  if (typeof parts === 'object' && parts !== null) {
    const lists = Object.entries(parts).map(([name, value]): [string, unknown] => [name.toLowerCase(), value]);
    return (name) =>
      lists
        .filter(([key]) => key === name)
        .flatMap(([, value]) => (typeof value === 'object' && value !== null ? Object.values(value) : [value]))
        .filter((value) => typeof value === 'string');
  }
  const text = receivedBytes(req)?.toString('utf8') ?? '';
  return among(/^\s*[[{]/.test(text) ? [] : [...new URLSearchParams(text)]);
}
