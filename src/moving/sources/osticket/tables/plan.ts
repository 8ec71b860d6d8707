import type { TablePlan } from '../../tables/mapped-tables';
import { cannedResponses, departments, emails, filterRules, filters, priorities, statuses, topics } from './desk';
import { attachments, entries, files, mailIds, pieces } from './entries';
import { fields, fieldValues, filledForms, forms, listItems } from './fields';
import { Lookups } from './lookups';
import type { Mapping } from './mapping';
import { accounts, addresses, facts, organizations, roles, staff, staffAccess, users } from './people';
import { PIECES } from './pieces';
import { whyItStays } from './staying';
import { collaborators, details, threads, tickets } from './tickets';

const MAPPINGS: readonly Mapping[] = [
  ...[emails, departments, statuses, priorities, topics, roles, staffAccess, staff],
  ...[organizations, addresses, facts, accounts, users],
  ...[forms, fields, listItems, filledForms, fieldValues],
  ...[details, tickets, threads, collaborators, mailIds, entries, files, pieces, attachments],
  ...[cannedResponses, filters, filterRules],
];

const NEEDED = [
  ...['ticket', 'ticket_status', 'ticket_priority', 'thread', 'thread_entry', 'attachment', 'file', PIECES],
  ...['user', 'user_email', 'user_account', 'staff', 'department'],
  ...['form', 'form_field', 'form_entry', 'form_entry_values'],
];

/** @param prefix what the names of the tables begin with */
export const planOf = (prefix: string): TablePlan<Lookups> => ({
  ...{ title: 'osTicket', mappings: MAPPINGS, lookups: new Lookups(), needed: NEEDED, whyItStays: whyItStays(prefix) },
  nameOf(table) {
    const name = table.toLowerCase();
    return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
  },
  // osTicket writes dates in the time zone of its database server, which its settings do not tell.
  timeZone: () => undefined,
});
