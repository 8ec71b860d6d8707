import type { Rights } from '../store/access/rights';

/** Who is calling, and what they may call. Doors obtain one; only the dispatcher asks it. */
export interface Caller {
  /** Stable and unique: it owns idempotency keys and stands in the log. */
  name: string;
  /** What the activity log calls it: an administrator's user name, a credential's identifier, or Client. */
  username: string;
  /** The member of staff behind the call, if any. */
  staff: { id: number; name: string } | null;
  /** The client whom the caller is: then nothing of any other client exists for it. */
  clientId: number | null;
  /** The departments whose tickets the caller works on; null for all. */
  departmentIds: number[] | null;
  idFormat: 'number' | 'string';
  /** What the caller may call, in lower case; `*` for everything. */
  actions: readonly string[];
  /** @param action in lower case. Nothing is allowed that no role lists. */
  may(action: string): boolean;
}

/** What clients may ask for themselves, at the doors that know clients. */
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

const NOTHING: ReadonlySet<string> = new Set();

/** What links that were mailed are good for, at the pages to which they lead. */
const LINKS_MAY: ReadonlySet<string> = new Set([
  'pages/getinvite',
  'pages/acceptinvite',
  'pages/getpasswordreset',
  'pages/choosepassword',
]);

/** What the activity log calls a client. */
export const CLIENT_USERNAME = 'Client';

/** What it calls the program itself, and how this caller is named. */
export const SYSTEM = { name: 'local', username: 'System' };

/** Whether what roles list has an action in it: by its name or by `*`. */
export const allows = (actions: ReadonlySet<string>, action: string): boolean =>
  actions.has('*') || actions.has(action);

/** A caller with the rights of roles: a credential, or a member of staff. */
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
 * A client has no role: every client may do the same, and only with what is theirs.
 *
 * @param mayTickets false for a user to whom the owner of the account has not given its tickets: then nothing is allowed.
 */
export function clientCaller(clientId: number, mayTickets = true): Caller {
  const actions = mayTickets ? CLIENTS_MAY : NOTHING;
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

/** Whoever has a link that was mailed: nobody is known yet, and the token in the link is what each call has to prove. */
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

/** The program itself, or a member of staff as whom it calls: to them everything is allowed. */
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
