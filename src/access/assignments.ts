import type { Db } from '../database/pool';
import { ApiError, invalid, notFound } from '../errors';
import { canSomebodyDoEverything } from '../store/access/rights';
import { type GivenRole, holdRoles, type RoleRow } from '../store/access/roles';
import type { Changes } from '../store/desk/activity';
import { holdDepartmentIds } from '../store/desk/departments';
import { findStaffByReference } from '../store/people/people';
import { type HeldStaff, holdStaff } from '../store/people/staff';
import { differences } from '../store/rows';
import { readFlag } from '../text/words';
import { type Caller, MAY_ASK_FOR_TOKENS } from './caller';

/** A list as callers send it: items, or text separated by commas. */
type Listed = string | (string | number)[];

/** The items of a list. A lone `0`, which is neither a name nor an id, means an empty list. */
export function itemsOf(sent: Listed): string[] {
  const items = (typeof sent === 'string' ? sent.split(',') : sent).map((item) => String(item).trim()).filter(Boolean);
  return items.length === 1 && items[0] === '0' ? [] : [...new Set(items)];
}

/** A role's actions as callers send them: a list, or WHMCS's own format `{"addclient":1}`, as JSON text too. */
type SentActions = Listed | Record<string, unknown>;

/** Which actions a role can list. */
interface Known {
  knows(action: string): boolean;
  /** Whether it is one of the old desk, which `*` does not include. */
  isForwarded(action: string): boolean;
}

/**
 * Reads the actions that a role should list.
 *
 * @returns the actions in lower case; if the list contains `*`, only that and those of the old desk
 * @throws ApiError (invalid) `The value of the action "xxx" must be true or false`; `There is no action "xxx"`; `A role must list at least one action`
 */
export function readActions(sent: SentActions, { knows, isForwarded }: Known): string[] {
  const value = typeof sent === 'string' && /^\s*[[{]/.test(sent) ? parseActions(sent) : sent;
  const names =
    typeof value === 'string' || Array.isArray(value)
      ? itemsOf(value)
      : Object.keys(value).filter((name) => isListed(name, value[name]));
  const unknown = names.find((name) => name !== '*' && !knows(name));
  if (unknown !== undefined) throw invalid(`There is no action "${unknown.slice(0, 100)}"`);
  if (names.length === 0) throw invalid('A role must list at least one action');
  const lowered = [...new Set(names.map((name) => name.toLowerCase()))];
  return lowered.includes('*') ? ['*', ...lowered.filter(isForwarded)] : lowered;
}

function parseActions(text: string): SentActions {
  try {
    const value: unknown = JSON.parse(text);
    // Don't call `String()` on untrusted values: it would use a `toString` from the JSON, and throw.
    return Array.isArray(value) ? value.map(nameIn) : (value as SentActions);
  } catch {
    return text;
  }
}

const nameIn = (item: unknown): string | number =>
  typeof item === 'string' || typeof item === 'number' ? item : Object.prototype.toString.call(item);

function isListed(name: string, value: unknown): boolean {
  const flag = readFlag(value);
  if (flag === undefined) throw invalid(`The value of the action "${name.slice(0, 100)}" must be true or false`);
  return flag;
}

/** The role of programs that may sign clients in and do nothing else. */
export const TOKEN_ROLE = { name: 'OAuth client', actions: [MAY_ASK_FOR_TOKENS] } as const;

/**
 * Reserves the name "OAuth client". CreateOAuthCredential finds its role by that name and gives it to programs, so a
 * role of that name must not list anything else.
 *
 * @throws ApiError (invalid) `The role "OAuth client" lists oauth/token and nothing else`
 */
export function checkTokenRole({ name, actions }: { name: string; actions: string[] }): void {
  const isOther = actions.length !== 1 || actions[0] !== MAY_ASK_FOR_TOKENS;
  if (name.toLowerCase() === TOKEN_ROLE.name.toLowerCase() && isOther) throw tokenRoleTaken();
}

/** The refusal when the role of that name lists something else. */
export const tokenRoleTaken = (): ApiError =>
  invalid(`The role "${TOKEN_ROLE.name}" lists ${MAY_ASK_FOR_TOKENS} and nothing else`);

/**
 * Finds the roles in a list, by id or by name in any letter case, and locks them until the end of the transaction.
 *
 * @throws ApiError (not_found) `There is no role "xxx"`
 */
export async function readRoles(db: Db, sent: Listed): Promise<RoleRow[]> {
  const roles = await holdRoles(db);
  return itemsOf(sent).map((item) => {
    const named =
      roles.find(({ id }) => String(id) === item) ??
      roles.find(({ name }) => name === item) ??
      roles.find(({ name }) => name.toLowerCase() === item.toLowerCase());
    if (named === undefined) throw notFound(`There is no role "${item.slice(0, 100)}"`);
    return named;
  });
}

/**
 * Finds an administrator by id or user name, and locks the row until the end of the transaction.
 *
 * @throws ApiError (not_found) `Admin ID Not Found`
 */
export async function readStaff(db: Db, reference: string): Promise<HeldStaff> {
  const found = await findStaffByReference(db, reference.trim());
  const staff = found && (await holdStaff(db, found.id));
  if (staff === undefined) throw notFound('Admin ID Not Found');
  return staff;
}

/**
 * Finds the departments in a list by id, and locks them until the end of the transaction.
 *
 * @throws ApiError (not_found) `Department ID Not Found`
 */
export async function readDepartments(db: Db, sent: Listed): Promise<number[]> {
  const items = itemsOf(sent);
  const ids = new Map((await holdDepartmentIds(db)).map((id) => [String(id), id]));
  return items.map((item) => {
    const id = ids.get(item);
    if (id === undefined) throw notFound('Department ID Not Found');
    return id;
  });
}

/**
 * Checks that the caller has all the rights that they are about to give. Otherwise callers could raise their own rights
 * through others.
 *
 * @throws ApiError (forbidden) `You may not give rights that you do not have`
 */
export function checkMayGive(caller: Caller, given: { actions: string[] }[]): void {
  if (exceeds(caller, given)) throw new ApiError('forbidden', 'You may not give rights that you do not have');
}

/**
 * Checks that the caller works in all departments to which they are about to give access. A caller who works in some
 * departments only could otherwise reach the others through an account of their own making.
 *
 * @param departmentIds null for all
 * @throws ApiError (forbidden) `You may not give access to departments that you do not work in`
 */
export function checkMayGiveDepartments(caller: Caller, departmentIds: number[] | null): void {
  if (!worksInAll(caller, departmentIds)) {
    throw new ApiError('forbidden', 'You may not give access to departments that you do not work in');
  }
}

/** The departments of an administrator; null for all, which an administrator without departments works in. */
export const departmentsOf = (departmentIds: number[]): number[] | null =>
  departmentIds.length === 0 ? null : departmentIds;

/** What an account, a credential or a role allows. */
interface Reach {
  actions: string[];
  /** The actions of an administrator's credentials. They count too, because they end with the administrator. */
  credentialActions?: string[];
  /** Null for all. */
  departmentIds: number[] | null;
}

/**
 * Checks that the caller has all the rights of what they are about to change, and works in all its departments: by
 * setting a password or a secret, they could use it.
 *
 * @throws ApiError (forbidden) `You may not change what has rights that you do not have`
 */
export function checkMayChange(caller: Caller, { actions, credentialActions = [], departmentIds }: Reach): void {
  if (exceeds(caller, [{ actions }, { actions: credentialActions }]) || !worksInAll(caller, departmentIds)) {
    throw new ApiError('forbidden', 'You may not change what has rights that you do not have');
  }
}

/** @param departmentIds null for all */
const worksInAll = ({ departmentIds: own }: Caller, departmentIds: number[] | null): boolean =>
  own === null || (departmentIds?.every((id) => own.includes(id)) ?? false);

/**
 * Guards against removing the last rights to everything, which nobody could give back. Call it before rights are taken
 * away, and call the returned function after the change.
 *
 * @param had the actions of the account that is about to lose rights
 * @returns a function that throws ApiError (invalid) `Nobody would be left who may do everything`
 */
export async function guardEverything({ db, now }: { db: Db; now: Date }, had: string[]): Promise<() => Promise<void>> {
  const isAtStake = had.includes('*') && (await canSomebodyDoEverything(db, now));
  return async () => {
    if (isAtStake && !(await canSomebodyDoEverything(db, now))) {
      throw invalid('Nobody would be left who may do everything');
    }
  };
}

const exceeds = (caller: Caller, those: { actions: string[] }[]): boolean =>
  those.some(({ actions }) => actions.some((action) => !caller.may(action)));

/** The change of roles, for the activity log. */
export const rolesChange = (before: GivenRole[], after: GivenRole[]): Changes =>
  differences({ roles: namesOf(before) }, { roles: namesOf(after) });

export const namesOf = (roles: GivenRole[]): string[] => roles.map(({ name }) => name).sort();
