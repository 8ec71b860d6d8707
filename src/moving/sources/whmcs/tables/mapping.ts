import type { MovedRecord } from '../../../records';
import type { Mapping as TableMapping, Reading as TableReading } from '../../tables/mapping';
import type { TableRow } from '../../tables/table-row';
import type { Lookups } from './lookups';

export type Reading = TableReading<Lookups>;
export type Mapping = TableMapping<Lookups>;

const KINDS_OF_MAIL = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

/** Which mails somebody wants, from JSON such as `{"general":"1","support":"0"}`. */
export function emailPreferences(text: string): Record<string, boolean> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return null;
    const wanted = new Map(Object.entries(parsed).map(([kind, value]) => [kind, String(value)]));
    return preferencesOf((kind) => wanted.get(kind));
  } catch {
    return null;
  }
}

/** @param said undefined where nothing is said of a kind */
export function preferencesOf(said: (kind: string) => string | undefined): Record<string, boolean> | null {
  const known = KINDS_OF_MAIL.flatMap((kind) => {
    const value = said(kind);
    return value === undefined || value === '' ? [] : [[kind, value === '1' || value === 'true'] as const];
  });
  return known.length === 0 ? null : Object.fromEntries(known);
}

/** The address of a client or contact. */
export const addressOf = (
  row: TableRow,
): Pick<
  MovedRecord<'client'>,
  | 'address1'
  | 'address2'
  | 'city'
  | 'company'
  | 'country'
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'phone'
  | 'postcode'
  | 'state'
> => ({
  ...{ firstName: row.line('firstname'), lastName: row.line('lastname'), company: row.line('companyname') },
  ...{ email: row.line('email'), phone: row.line('phonenumber') },
  ...{ address1: row.line('address1'), address2: row.line('address2'), city: row.line('city') },
  ...{ state: row.line('state'), postcode: row.line('postcode'), country: row.line('country') },
});

export const ADDRESS_COLUMNS = [
  ...['firstname', 'lastname', 'companyname', 'email', 'phonenumber'],
  ...['address1', 'address2', 'city', 'state', 'postcode', 'country'],
];

/** The parts of a list with commas. */
export const commaList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
