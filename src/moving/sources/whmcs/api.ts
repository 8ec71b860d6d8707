import type { Kind } from '../../records';
import type { Left, Sink, Source } from '../../source';
import { readClients } from './api/client-records';
import { readAnnouncements, readDepartments, readPredefined, readStaff, readStatuses } from './api/desk-records';
import { type ApiOptions, DEFAULTS, openOldDesk } from './api/opened';
import { readClientGroups, readContacts, readDomains, readServices, readUsers, UserBook } from './api/people-records';
import { missingLine, NEEDED } from './api/permissions';
import type { Reading } from './api/reading';
import { listTickets } from './api/ticket-list';
import { refusalOf, ticketReader } from './api/ticket-reading';
import { UNSAID_LINES } from './api/unsaid';

export type { ApiOptions } from './api/opened';

/**
 * Opens a WHMCS that is read through its API.
 *
 * @throws MoveRefused if it cannot be reached, or the credential may not read tickets
 */
export async function openApi(options: ApiOptions): Promise<Source> {
  const { now, parallel, pageSize, againDays } = { ...DEFAULTS, ...options };
  const { caller, clock, address, missing, may, compareClocks, file } = await openOldDesk(options);

  async function readEverything(reading: Reading): Promise<void> {
    const { sink, signal } = reading;
    for (const line of [...UNSAID_LINES, ...missing.map(missingLine)]) await sink.line(line);
    const clockLine = await compareClocks(signal);
    if (clockLine !== undefined) await sink.line(clockLine);
    await readDepartments(reading);
    const isClosed = await readStatuses(reading);
    const staffIdOf = await readStaff(reading);
    await readClientGroups(reading);
    const users = new UserBook();
    await readUsers(reading, users);
    await readClients(reading);
    await readContacts(reading);
    await readServices(reading);
    await readDomains(reading);
    const tickets = await listTickets(caller, sink, reading);
    const reader = ticketReader(reading, { staffIdOf, users }, parallel);
    await reader.readAll(tickets, { now: now(), againDays, isClosed });
    await readPredefined(reading);
    await readAnnouncements(reading);
  }

  return {
    name: 'whmcs',
    label: `WHMCS at ${address}`,
    version: undefined,
    kinds: [...ALWAYS, ...NEEDED.filter(({ action }) => may(action)).flatMap(({ kinds }) => kinds ?? [])].filter(
      // The API shows no ids of theirs, so nobody can say that one is gone.
      (kind) => kind !== 'predefinedReply',
    ),
    leaves: UNKNOWN,
    async read(sink: Sink, signal: AbortSignal) {
      try {
        await readEverything({ caller, sink, clock, may, pageSize, signal });
      } catch (error) {
        throw refusalOf(error);
      }
    },
    file,
    async close() {
      caller.close();
    },
  };
}

const ALWAYS: readonly Kind[] = ['department', 'status', 'ticket', 'message', 'note', 'attachment'];

/** What the API does not know, and a dump that was read before may have known. */
export const UNKNOWN = {
  department: [
    'description',
    'email',
    'clients_only',
    'replies_only',
    'hidden',
    'prevent_client_closure',
    'sort_order',
  ],
  status: ['auto_close', 'sort_order'],
  staff: ['password_hash'],
  user: ['password_hash', 'language', 'email_verified', 'last_address', 'last_login_at'],
  client: ['last_address', 'last_login_at', 'created_at'],
  clientUser: ['created_at'],
  contact: ['created_at'],
  customField: 'all',
  customFieldValue: 'all',
  ticket: [
    'prevent_client_closure',
    'viewed_by_staff',
    'viewed_by_client',
    'ticket_tags',
    'followers',
    'ticket_ratings',
  ],
  message: ['format', 'mail_id'],
  note: ['format'],
  predefinedCategory: ['sort_order'],
  predefinedReply: 'all',
} as const satisfies Partial<Record<Kind, Left>>;
