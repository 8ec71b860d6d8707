import type { Registered } from '../../../calls/registry';
import { fingerprint } from '../../../pages/console/setup/fingerprint';
import { asObject } from './answers';
import { kindsOf, type Property, takesList } from './property';

/** What a form brought: parameters have a name of their own, so that none is taken for what the page itself sends. */
export interface Sent {
  /** A value as entered; undefined if the form has no such field. */
  value(path: readonly string[]): string | undefined;
  /** The fingerprint of a value before it was edited. */
  was(path: readonly string[]): string | undefined;
  /** The names of what it has below a path. */
  names(path: readonly string[]): string[];
}

export function sentIn(fields: Record<string, unknown>): Sent {
  const at = (from: unknown, path: readonly string[]) =>
    path.reduce<unknown>((value, name) => asObject(value)[name], from);
  const textAt = (from: unknown, path: readonly string[]): string | undefined => {
    const value = at(from, path);
    if (typeof value === 'string') return value.replaceAll('\r\n', '\n');
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '').join(',') : undefined;
  };
  return {
    value: (path) => textAt(fields.p, path),
    was: (path) => textAt(fields.was, path),
    names: (path) => Object.keys(asObject(at(fields.p, path))),
  };
}

/**
 * The parameters that a form means: everything that was entered, and of what is being edited only what was changed, so
 * that nobody takes back what somebody else has changed meanwhile.
 */
export function paramsOf(
  { properties, required = [] }: Pick<Registered['schema'], 'properties' | 'required'>,
  sent: Sent,
): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  const removed = removedBy(properties, sent);
  for (const [name, property] of Object.entries(properties)) {
    if (Object.values(removed).flat().includes(name)) continue;
    const isOwnFields = property['x-decode'] === 'customfields';
    const inner = isOwnFields ? Object.fromEntries(sent.names([name]).map((id) => [id, TEXT])) : property.properties;
    const value = inner === undefined ? changed([name], property, sent) : changedIn(name, inner, sent);
    // What an action requires it gets, changed or not.
    const needed = required.includes(name) ? sent.value([name]) : undefined;
    if (value !== undefined) params[name] = value;
    else if (needed !== undefined && needed !== '') params[name] = needed;
  }
  for (const [name, names] of Object.entries(removed)) if (names.length > 0) params[name] = names.join(',');
  return params;
}

/** The parameters that were emptied and are removed by name, by the parameter that names them. */
function removedBy(properties: Record<string, Property>, sent: Sent): Record<string, string[]> {
  const isRemoved = (name: string): boolean => {
    const [value, was] = [sent.value([name]), sent.was([name])];
    // Where zero means that nothing was sent, people who enter it mean none.
    const isEmptied = value === '' || (value === '0' && properties[name]?.['x-absent'] === 'zero');
    return isEmptied && was !== undefined && fingerprint(value) !== was;
  };
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { 'x-removes': names }]) =>
      names === undefined ? [] : [[name, names.filter(isRemoved)]],
    ),
  );
}

/** Whether a form says anything else than before. */
export const isEdited = ({ properties }: Registered['schema'], sent: Sent): boolean =>
  Object.keys(paramsOf({ properties }, sent)).length > 0;

const TEXT: Property = { type: 'string' };

function changedIn(name: string, inner: Record<string, Property>, sent: Sent): Record<string, string> | undefined {
  const values = Object.entries(inner).flatMap(([one, property]) => {
    const value = changed([name, one], property, sent);
    return value === undefined ? [] : [[one, value]];
  });
  return values.length === 0 ? undefined : Object.fromEntries(values);
}

function changed(path: readonly string[], property: Property, sent: Sent): string | undefined {
  const [value, was] = [sent.value(path), sent.was(path)];
  if (value === undefined || (was !== undefined && fingerprint(value) === was)) return undefined;
  if (value !== '') return value;
  // Nothing was entered: for what is new, that says nothing, and for what is edited, that it is to be removed.
  return was === undefined ? undefined : cleared(property);
}

/** How an action is told to remove a value: empty text means that nothing was sent. Undefined if it cannot be told. */
export function cleared(property: Property): string | undefined {
  const kinds = kindsOf(property);
  if (property['x-secret'] || property['x-decode'] === 'date') return undefined;
  if (takesList(property)) return property['x-multiline'] ? ' ' : '0';
  if (kinds.includes('integer')) return property.minimum === 0 ? '0' : undefined;
  return ' ';
}
