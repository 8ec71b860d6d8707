import { ANNOUNCEMENTS } from '../../store/moving/carriers/announcements';
import { BANNED_IPS } from '../../store/moving/carriers/banned-ips';
import { DOMAINS, SERVICES } from '../../store/moving/carriers/belongings';
import { CLIENT_GROUPS } from '../../store/moving/carriers/client-groups';
import { CLIENT_NOTES } from '../../store/moving/carriers/client-notes';
import { CLIENT_USERS } from '../../store/moving/carriers/client-users';
import { CLIENTS } from '../../store/moving/carriers/clients';
import { CONTACTS } from '../../store/moving/carriers/contacts';
import { CREDENTIALS } from '../../store/moving/carriers/credentials';
import { SPAM_FILTERS } from '../../store/moving/carriers/spam-filters';
import { STAFF } from '../../store/moving/carriers/staff';
import { USERS } from '../../store/moving/carriers/users';
import type { Carrier } from '../carrier';

/** The carriers of people, of what they own, and of what keeps strangers out. */
export const PEOPLE_CARRIERS: readonly Carrier[] = [
  { kind: 'staff', table: 'staff', ...STAFF },
  { kind: 'clientGroup', table: 'client_groups', ...CLIENT_GROUPS },
  { kind: 'client', table: 'clients', ...CLIENTS },
  { kind: 'user', table: 'users', ...USERS },
  { kind: 'clientUser', table: 'client_users', ...CLIENT_USERS },
  { kind: 'contact', table: 'contacts', ...CONTACTS },
  { kind: 'clientNote', table: 'client_notes', ...CLIENT_NOTES },
  { kind: 'service', table: 'services', ...SERVICES },
  { kind: 'domain', table: 'domains', ...DOMAINS },
  { kind: 'announcement', table: 'announcements', ...ANNOUNCEMENTS },
  { kind: 'spamFilter', table: 'spam_filters', ...SPAM_FILTERS },
  { kind: 'bannedIp', table: 'banned_ips', ...BANNED_IPS },
  { kind: 'credential', table: 'credentials', ...CREDENTIALS },
];
