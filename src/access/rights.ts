import type { Caller } from './caller';

/** How a role lists an action of the old desk beside this one: `upstream:createinvoice`, or `upstream:*` for all. */
export const UPSTREAM = 'upstream:';

/** Whether a role's actions include an action, by its name, by `*`, or by `upstream:*` for one of the old desk. */
export const allows = (actions: ReadonlySet<string>, action: string): boolean =>
  actions.has('*') || actions.has(action) || (action.startsWith(UPSTREAM) && actions.has(`${UPSTREAM}*`));

/**
 * Whether a caller may call an action of the old desk. `*` is not enough: it means every action of this desk. Clients and
 * guests have no roles, so they never may.
 *
 * @param action in lower case
 */
export const mayForward = ({ actions, clientId, ticketId, isProgram }: Caller, action: string): boolean =>
  clientId === null &&
  ticketId === null &&
  (isProgram === true || [action, `${UPSTREAM}${action}`, `${UPSTREAM}*`].some((listed) => actions.includes(listed)));
