import type { Rights } from '../store/access/rights';

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
  /** The departments whose tickets the caller may work on; null for all. */
  departmentIds: number[] | null;
  idFormat: 'number' | 'string';
  /** The actions that the caller may call, in lower case; `*` for all. */
  actions: readonly string[];
  /** Whether the caller may call an action. @param action in lower case */
  may(action: string): boolean;
}

/** The action that a credential's role must list for its program to sign clients in. */
export const MAY_ASK_FOR_TOKENS = 'oauth/token';

/** The actions that clients may call, through the APIs that authenticate clients. */
const CLIENTS_MAY: ReadonlySet<string> = new Set([
  'openticket',
  'addticketreply',
  'getticket',
  'gettickets',
  'helpdeskeddy/createticket',
  'helpdeskeddy/listtickets',
  'helpdeskeddy/getticket',
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

/** The actions that the pages behind mailed links may call. */
const LINKS_MAY: ReadonlySet<string> = new Set([
  'pages/getinvite',
  'pages/acceptinvite',
  'pages/getpasswordreset',
  'pages/choosepassword',
]);

/** The user name of every client in the activity log. */
export const CLIENT_USERNAME = 'Client';

/** The caller and user name of the program itself. */
export const SYSTEM = { name: 'local', username: 'System' };

/** Whether a role's actions include an action, by its name or by `*`. */
export const allows = (actions: ReadonlySet<string>, action: string): boolean =>
  actions.has('*') || actions.has(action);

/** A caller whose rights come from roles: a credential, or a member of staff. */
export function roleCaller(name: string, rights: Rights, idFormat: Caller['idFormat']): Caller {
  const actions = new Set(rights.actions);
  return {
    name,
    username: rights.username,
    staff: rights.staffId === null ? null : { id: rights.staffId, name: rights.staffName },
    clientId: null,
    departmentIds: rights.departmentIds,
    idFormat,
    actions: rights.actions,
    may: (action) => allows(actions, action),
  };
}

/**
 * A client. Clients have no roles: they all may call the same actions, on their own data only.
 *
 * @param mayTickets false for a user whom the account's owner has not given access to tickets; nothing is then allowed
 */
export function clientCaller(clientId: number, mayTickets = true): Caller {
  const actions: ReadonlySet<string> = mayTickets ? CLIENTS_MAY : new Set();
  return {
    name: `client:${clientId}`,
    username: CLIENT_USERNAME,
    staff: null,
    clientId,
    departmentIds: null,
    idFormat: 'string',
    actions: [...actions],
    may: (action) => actions.has(action),
  };
}

/** The visitor with a mailed link. We don't know who they are, so every action checks the token in the link. */
export const linkCaller: Caller = {
  name: 'link',
  username: 'Link',
  staff: null,
  clientId: null,
  departmentIds: null,
  idFormat: 'number',
  actions: [...LINKS_MAY],
  may: (action) => LINKS_MAY.has(action),
};

/** The program itself, or the member of staff for whom it calls. Both may call everything. */
export const localCaller = (
  staff: Caller['staff'],
  username: string,
  departmentIds: Caller['departmentIds'],
): Caller => ({
  name: staff === null ? SYSTEM.name : `local:staff:${staff.id}`,
  username,
  staff,
  clientId: null,
  departmentIds,
  idFormat: 'number',
  actions: ['*'],
  may: () => true,
});
