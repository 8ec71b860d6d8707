import type { NamedThing } from '../store/comparing/only-here';
import { fieldNamed, pairsOf } from '../wire/forwarded-form';

/**
 * The actions that both desks have and that only read. Left out are those whose answers are about the desk itself or its
 * own credential: GetActivityLog, GetAdminDetails, GetConfigurationValue, GetPermissionsList, GetStaffOnline,
 * ListOAuthCredentials and WhmcsDetails.
 */
const COMPARED: ReadonlySet<string> = new Set([
  ...[
    'getadminusers',
    'getannouncements',
    'getcancelledpackages',
    'getclientgroups',
    'getclients',
    'getclientsdetails',
  ],
  ...['getclientsdomains', 'getclientsproducts', 'getcontacts', 'getemails', 'getemailtemplates', 'getstats'],
  ...['getsupportdepartments', 'getsupportstatuses', 'getticket', 'getticketattachment', 'getticketcounts'],
  ...['getticketnotes', 'getticketpredefinedcats', 'getticketpredefinedreplies', 'gettickets', 'gettodoitems'],
  ...['gettodoitemstatuses', 'getuserpermissions', 'getusers'],
]);

/** Whether the answers of both desks to an action are compared. @param name in any letter case */
export const isCompared = (name: string): boolean => COMPARED.has(name.toLowerCase());

/** Who calls, as far as it decides what they may see. */
interface Seer {
  clientId: number | null;
  ticketId: number | null;
  departmentIds: readonly number[] | null;
}

/**
 * Whether a caller sees the whole desk. The old desk is asked with one credential: for anybody else, its answer would have
 * what the caller may not see.
 */
export const seesAll = ({ clientId, ticketId, departmentIds }: Seer): boolean =>
  clientId === null && ticketId === null && departmentIds === null;

/** Parameters that say which thing a call is about, and are no secrets. */
const NAMING = /^([a-z]+id|ticketnum|limitstart|limitnum|index|type)$/i;

/** Names a call for whoever looks at an example: `ticketid=5`. */
export const nameCall = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .filter(([name, value]) => NAMING.test(name) && /^[\w-]{1,20}$/.test(String(value)))
    .map(([name, value]) => `${name.toLowerCase()}=${value}`)
    .join(' ');

const KINDS: Record<string, NamedThing['kind']> = { ticket: 'ticket', reply: 'message', note: 'note' };

/** The thing whose conversation or file a call asks for by an id; undefined if it asks for none, or in another way. */
export function thingNamed(action: string, fields: Readonly<Record<string, unknown>>): NamedThing | undefined {
  const text = (wanted: string): string => {
    const [, value] = Object.entries(fields).find(([name]) => fieldNamed(name).toLowerCase() === wanted) ?? [];
    return String(value ?? '').trim();
  };
  const isFile = action.toLowerCase() === 'getticketattachment';
  const kind = isFile ? KINDS[text('type').toLowerCase()] : 'ticket';
  const id = text(isFile ? 'relatedid' : 'ticketid');
  return kind !== undefined && /^[1-9]\d{0,8}$/.test(id) ? { kind, id: Number(id) } : undefined;
}

/** Fields that are the caller's own, and say nothing about what is asked. */
const OWN = /^(action|identifier|secret|username|password|accesskey|idempotencykey|responsetype)$/i;

/**
 * The parameters of a call, as a form has them. Members of JSON have any names, so what counts is which field PHP makes of
 * one: ` action` would be another action there.
 */
export const pairsFor = (fields: Readonly<Record<string, unknown>>): [name: string, value: string][] =>
  pairsOf(Object.fromEntries(Object.entries(fields).filter(([name]) => !OWN.test(fieldNamed(name)))));
