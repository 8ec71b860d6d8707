import {
  announcements,
  bannedIps,
  departments,
  predefinedCategories,
  predefinedReplies,
  settings,
  spamFilters,
  statuses,
} from './desk';
import { customFields, customFieldValues } from './fields';
import type { Mapping } from './mapping';
import { clientGroups, clientNotes, clients, clientUsers, contacts, users } from './people';
import { domains, productGroups, products, servers, services } from './services';
import { credentials, roles, staff } from './staff';
import { feedback, history, notes, replies, tags, tickets, watchers } from './tickets';

/** Every table that something is taken from. */
export const MAPPINGS: readonly Mapping[] = [
  ...[settings, roles, staff, departments, statuses, clientGroups, clients, users, clientUsers, contacts, clientNotes],
  ...[customFields, customFieldValues, products, productGroups, servers, services, domains],
  ...[tags, watchers, feedback, history, tickets, replies, notes],
  ...[predefinedCategories, predefinedReplies, announcements, spamFilters, bannedIps, credentials],
];
