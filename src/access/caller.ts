import type { Rights } from '../store/access/rights';
import { allows } from './rights';

/** Who is calling, and what they may call. Doors create callers; the dispatcher checks their rights. */
export interface Caller {
  /** Stable and unique: it owns idempotency keys and identifies the caller in the log. */
  name: string;
  /** The name in the activity log: an administrator's user name, a credential's identifier, or Client. */
  username: string;
  /** The member of staff behind the call, if any. */
  staff: { id: number; name: string } | null;
  /** The client, if the caller is one. Data of other clients is then not found. */
  clientId: number | null;
  /** The ticket whose access code the caller has, if that is all they have. Other tickets are then not found. */
  ticketId: number | null;
  /** The departments whose tickets the caller may work on; null for all. */
  departmentIds: number[] | null;
  idFormat: 'number' | 'string';
  /** The browser session by which a client or an administrator calls, and the client's user who signed in, if known. */
  session?: { id: number; userId: number | null };
  /** The operator's hooks that led to the call, if any did: each was told of what the one before had caused. */
  hooks?: readonly string[];
  /** The actions that the caller may call, in lower case; `*` for all. */
  actions: readonly string[];
  /** Whether it is this program itself, which may call the old desk's actions too. */
  isProgram?: boolean;
  /** Whether the caller may call an action. @param action in lower case */
  may(action: string): boolean;
}

/** The action that a credential's role must list for its program to sign clients in. */
export const MAY_ASK_FOR_TOKENS = 'oauth/token';

/** The actions of the pages of one ticket. */
const TICKET_PAGES = [
  'pages/getticket',
  'pages/addreply',
  'pages/closeticket',
  'pages/reopenticket',
  'pages/addcopy',
  'pages/removecopy',
  'pages/rateticket',
  'pages/ratereply',
  'pages/getfile',
  'pages/savedraft',
] as const;

/** The actions of the page for new tickets. */
const NEW_TICKET_PAGE = ['pages/getticketform', 'pages/openticket'] as const;

/** The actions that clients may call, through the APIs that authenticate clients. */
const CLIENTS_MAY: ReadonlySet<string> = new Set([
  'openticket',
  'addticketreply',
  'updateticket',
  'getticket',
  'gettickets',
  'getevents',
  ...TICKET_PAGES,
  ...NEW_TICKET_PAGE,
  'pages/gettickets',
  'pages/getoverview',
  'pages/seeticket',
  'helpdeskeddy/createticket',
  'helpdeskeddy/listtickets',
  'helpdeskeddy/getticket',
  'helpdeskeddy/updateticket',
  'helpdeskeddy/listposts',
  'helpdeskeddy/createpost',
  'helpdeskeddy/getfile',
  'helpdeskeddy/listdepartments',
  'helpdeskeddy/liststatuses',
  'helpdeskeddy/listpriorities',
  'helpdeskeddy/listtypes',
  'helpdeskeddy/listcustomfields',
  'helpdeskeddy/getcustomfield',
  'helpdeskeddy/listfieldoptions',
  'helpdeskeddy/listusers',
  'helpdeskeddy/getuser',
]);

/** The actions by which whoever is signed in in a browser looks after the sign-in. */
const SIGNED_IN_MAY = [
  'pages/getaccount',
  'pages/chooseaccount',
  'pages/endsession',
  'pages/endothersessions',
  'pages/changepassword',
  'pages/changelanguage',
  'pages/starttotp',
  'pages/gettotp',
  'pages/confirmtotp',
  'pages/endtotp',
] as const;

/** The actions by which an administrator who is signed in in a browser looks after the sign-in. No role need list them. */
const SIGNED_IN_STAFF_MAY = [
  'getownaccount',
  'updateownaccount',
  'changeownpassword',
  'endownsession',
  'startownsecondfactor',
  'getownsecondfactor',
  'confirmownsecondfactor',
  'endownsecondfactor',
] as const;

/** The actions of the pages that everybody may read, and of those on which people sign in and out. */
const VISITORS_MAY: ReadonlySet<string> = new Set([
  'pages/getannouncements',
  'pages/getannouncement',
  'pages/signin',
  'pages/signon',
  'pages/signout',
  'pages/entercode',
  'pages/sendsigninlink',
  'pages/requestpasswordreset',
  'pages/getsigninlink',
  'pages/usesigninlink',
  'pages/signinstaff',
  'pages/enterstaffcode',
  'pages/signoutstaff',
]);

/** The actions that the pages behind mailed links may call. */
const LINKS_MAY: ReadonlySet<string> = new Set([
  'pages/getinvite',
  'pages/acceptinvite',
  'pages/getpasswordreset',
  'pages/choosepassword',
  'pages/getheldticket',
  'pages/confirmticket',
]);

/** The actions that somebody with the access code of a ticket may call. */
const GUESTS_MAY: ReadonlySet<string> = new Set(TICKET_PAGES);

/** The user name of every client in the activity log. */
export const CLIENT_USERNAME = 'Client';

/** The caller and user name of the program itself. */
export const SYSTEM = { name: 'local', username: 'System' };

/** A caller whose rights come from roles: a credential, or a member of staff. */
export function roleCaller(name: string, rights: Rights, idFormat: Caller['idFormat']): Caller {
  const actions = new Set(rights.actions);
  return {
    name,
    username: rights.username,
    staff: rights.staffId === null ? null : { id: rights.staffId, name: rights.staffName },
    clientId: null,
    ticketId: null,
    departmentIds: rights.departmentIds,
    idFormat,
    actions: rights.actions,
    may: (action) => allows(actions, action),
  };
}

/** An administrator who is signed in in a browser. @param sessionId the id of the session */
export function signedInStaff(staffId: number, rights: Rights, sessionId: number): Caller {
  const own: ReadonlySet<string> = new Set(SIGNED_IN_STAFF_MAY);
  const caller = roleCaller(`staff:${staffId}`, rights, 'number');
  return {
    ...caller,
    session: { id: sessionId, userId: null },
    actions: [...rights.actions, ...own],
    may: (action) => own.has(action) || caller.may(action),
  };
}

/**
 * A client. Clients have no roles: they all may call the same actions, on their own data only.
 *
 * @param mayTickets false for a user whom the account's owner has not given access to tickets; nothing of the client's is
 *   then allowed
 * @param session of the browser, which may also call what is about the sign-in itself
 */
export function clientCaller(clientId: number, mayTickets = true, session?: Caller['session']): Caller {
  const actions: ReadonlySet<string> = new Set([
    ...(mayTickets ? CLIENTS_MAY : []),
    ...(session === undefined ? [] : SIGNED_IN_MAY),
  ]);
  return {
    name: `client:${clientId}`,
    username: CLIENT_USERNAME,
    staff: null,
    clientId,
    ticketId: null,
    departmentIds: null,
    idFormat: 'string',
    ...(session !== undefined && { session }),
    actions: [...actions],
    may: (action) => actions.has(action),
  };
}

/** Somebody who reads what is for everybody, or signs in or out. Each of the actions checks what they know. */
export const visitorCaller: Caller = {
  name: 'visitor',
  username: 'Visitor',
  staff: null,
  clientId: null,
  ticketId: null,
  departmentIds: null,
  idFormat: 'number',
  actions: [...VISITORS_MAY],
  may: (action) => VISITORS_MAY.has(action),
};

/**
 * Somebody with the access code of a ticket: its requester, as a rule, who is not signed in.
 *
 * @param ticketId the only ticket that exists for them
 */
export const ticketCaller = (ticketId: number): Caller => ({
  name: `ticket:${ticketId}`,
  username: 'Guest',
  staff: null,
  clientId: null,
  ticketId,
  departmentIds: null,
  idFormat: 'number',
  actions: [...GUESTS_MAY],
  may: (action) => GUESTS_MAY.has(action),
});

/**
 * Somebody who is not signed in, on the page for new tickets.
 *
 * @param visitor tells browsers apart, so that each has idempotency keys of its own
 */
export const guestCaller = (visitor: string): Caller => ({
  name: `guest:${visitor}`,
  username: 'Guest',
  staff: null,
  clientId: null,
  ticketId: null,
  departmentIds: null,
  idFormat: 'number',
  actions: [...NEW_TICKET_PAGE],
  may: (action) => NEW_TICKET_PAGE.some((name) => name === action),
});

/** The visitor with a mailed link. We don't know who they are, so every action checks the token in the link. */
export const linkCaller: Caller = {
  name: 'link',
  username: 'Link',
  staff: null,
  clientId: null,
  ticketId: null,
  departmentIds: null,
  idFormat: 'number',
  actions: [...LINKS_MAY],
  may: (action) => LINKS_MAY.has(action),
};

/** Taking in mail. It calls no actions: what it does to tickets is decided for each mail. */
export const mailCaller: Caller = {
  name: 'mail',
  username: 'Mail',
  staff: null,
  clientId: null,
  ticketId: null,
  departmentIds: null,
  idFormat: 'number',
  actions: [],
  may: () => false,
};

/** Bringing back snoozed tickets. Like taking in mail, it calls no actions. */
export const wakingCaller: Caller = { ...mailCaller, ...SYSTEM };

/** The program itself, or the member of staff for whom it calls. Both may call everything, on the old desk too. */
export const localCaller = (
  staff: Caller['staff'],
  username: string,
  departmentIds: Caller['departmentIds'],
): Caller => ({
  name: staff === null ? SYSTEM.name : `local:staff:${staff.id}`,
  username,
  staff,
  clientId: null,
  ticketId: null,
  departmentIds,
  idFormat: 'number',
  actions: ['*'],
  isProgram: true,
  may: () => true,
});

/**
 * Somebody in whose name work goes on after their call. What they may do was checked when they called.
 *
 * @param kept what is kept of the caller
 */
export const keptCaller = (
  kept: Pick<Caller, 'name' | 'username' | 'staff' | 'departmentIds' | 'idFormat' | 'hooks'>,
): Caller => ({ ...kept, clientId: null, ticketId: null, actions: [], may: () => false });
