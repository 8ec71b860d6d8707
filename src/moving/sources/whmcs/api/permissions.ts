import type { Kind } from '../../../records';
import { MoveRefused } from '../../../refused';
import type { ReportLine } from '../../../source';
import { ApiRefusal, NotAllowed } from './answers';
import type { Caller } from './caller';

export interface Needed {
  action: string;
  /** Cheap parameters for trying it. A refusal for what they say shows that it may be called. */
  fields: Record<string, string | number>;
  /** The kinds that stay behind without it; undefined if nothing can be read without it. */
  kinds?: readonly Kind[];
  /** What stays behind without it, in words. */
  loses?: string;
}

const ONE = { limitnum: 1 };

/** Everything that a move asks for. */
export const NEEDED: readonly Needed[] = [
  { action: 'GetTickets', fields: ONE },
  { action: 'GetTicket', fields: { ticketid: 0 } },
  { action: 'GetTicketAttachment', fields: { relatedid: 0, type: 'ticket', index: 0 } },
  { action: 'GetSupportDepartments', fields: {} },
  { action: 'GetSupportStatuses', fields: {} },
  { action: 'GetClients', fields: ONE, kinds: ['client'], loses: 'the clients' },
  { action: 'GetClientsDetails', fields: { clientid: 0 }, kinds: [], loses: "the clients' details" },
  { action: 'GetUsers', fields: ONE, kinds: ['user', 'clientUser'], loses: "the clients' users" },
  { action: 'GetUserPermissions', fields: { user_id: 0, client_id: 0 }, kinds: [], loses: "the users' permissions" },
  { action: 'GetContacts', fields: ONE, kinds: ['contact'], loses: 'the contacts' },
  { action: 'GetClientGroups', fields: {}, kinds: ['clientGroup'], loses: 'the client groups' },
  { action: 'GetClientsProducts', fields: ONE, kinds: ['service'], loses: 'the services' },
  { action: 'GetClientsDomains', fields: ONE, kinds: ['domain'], loses: 'the domains' },
  {
    action: 'GetAdminUsers',
    fields: {},
    kinds: ['staff'],
    loses: 'the staff, whose names alone stand at their replies',
  },
  {
    action: 'GetTicketPredefinedCats',
    fields: {},
    kinds: ['predefinedCategory'],
    loses: 'the categories of predefined replies',
  },
  { action: 'GetTicketPredefinedReplies', fields: {}, kinds: ['predefinedReply'], loses: 'the predefined replies' },
  { action: 'GetAnnouncements', fields: ONE, kinds: ['announcement'], loses: 'the announcements' },
];

/**
 * Tries every action that a move asks for.
 *
 * @returns those that the credential may not call, or that this WHMCS does not have
 * @throws MoveRefused if nothing can be read without one of them; it names all that are missing
 */
export async function findMissing(caller: Caller): Promise<Needed[]> {
  const tried = await Promise.all(
    NEEDED.map(async (needed) => {
      try {
        await caller.ask(needed.action, needed.fields, undefined, { isFirst: true });
      } catch (error) {
        if (error instanceof NotAllowed) return needed;
        if (!(error instanceof ApiRefusal)) throw error;
      }
      return undefined;
    }),
  );
  const missing = tried.filter((needed) => needed !== undefined);
  if (!missing.some(({ kinds }) => kinds === undefined)) return missing;
  throw new MoveRefused(
    `The API role lacks ${listed(missing.map(({ action }) => action))}. Tick them in WHMCS under Configuration, System ` +
      'Settings, API Credentials, API Roles, and start again.',
  );
}

/** Says what stays behind because an action is missing. */
export const missingLine = ({ action, kinds, loses }: Needed): ReportLine => ({
  line: 'stays',
  kind: kinds?.[0] ?? action,
  sourceId: '',
  reason: 'action not allowed',
  text:
    `The API credential may not call ${action}, so it cannot tell ${loses}. Tick the action in the API role, ` +
    'or use --dump or --mysql. WHMCS before version 8 has no users, and other old versions lack other actions.',
});

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
