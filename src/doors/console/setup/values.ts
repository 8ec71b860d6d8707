import { formatDate } from '../../../wire/dates';
import { asObject } from './answers';
import { MEMBER_OF } from './hints';
import { kindsOf, matching, type Property, takesList, wordsOf } from './property';

/**
 * The value of a parameter in what an action answered about a thing, as a form shows it.
 *
 * @param noun what the thing is: an administrator's `username` is sent as `adminusername`
 * @returns undefined if the answer doesn't say it
 */
export function valueIn(
  item: Record<string, unknown>,
  [name = '', inner]: readonly string[],
  property: Property,
  { noun, timeZone }: { noun: string; timeZone: string },
): string | undefined {
  const value = inner === undefined ? ofParameter(item, name, noun) : ofMember(item, name, inner);
  return value === undefined ? undefined : written(value, property, timeZone);
}

function ofParameter(item: Record<string, unknown>, name: string, noun: string): unknown {
  const prefix = noun.toLowerCase();
  const names = [
    MEMBER_OF[name],
    name,
    name.startsWith(prefix) ? name.slice(prefix.length) : undefined,
    name.replace(/id$/, ''),
  ];
  return names.map((one) => (one === undefined ? undefined : item[one])).find((one) => one !== undefined);
}

/** A contact's e-mail preferences are members of their own, such as `generalemails`. */
function ofMember(item: Record<string, unknown>, name: string, inner: string): unknown {
  const value = asObject(item[name])[inner];
  return value ?? item[`${inner}${name.replace('email_preferences', 'emails')}`];
}

/** A value as it is entered in the field for it. */
function written(value: unknown, property: Property, timeZone: string): string {
  const kinds = kindsOf(property);
  if (kinds.length === 1 && kinds[0] === 'boolean') return isTrue(value) ? '1' : '0';
  if (value === null || value === undefined) return '';
  if (property['x-decode'] === 'date') return writtenDate(value, timeZone);
  if (takesList(property)) return listed(value).join(',');
  if (typeof value === 'object') return JSON.stringify(value, null, 2);
  const words = wordsOf(property);
  return words.length > 0 ? matching(words, String(value)) : String(value).replaceAll('\r\n', '\n');
}

const isTrue = (value: unknown): boolean => value === true || /^(1|true|on|yes)$/i.test(String(value));

/** No date is written as zeros, as MySQL does. */
function writtenDate(value: unknown, timeZone: string): string {
  const text = value instanceof Date ? formatDate(value, timeZone) : String(value);
  return text.startsWith('0000') ? '' : text.replace(' ', 'T');
}

/** The values in a list, however it is written: with commas, or as things with ids, in an object or not. */
function listed(value: unknown): string[] {
  if (typeof value === 'string') return value.split(',').flatMap((one) => one.trim() || []);
  const list = Array.isArray(value) ? value : Object.values(asObject(value)).flat();
  return list.map((one) =>
    String(typeof one === 'object' && one !== null ? (asObject(one).id ?? asObject(one).name) : one),
  );
}
