import { ApiError, notFound } from '../errors';
import { findStaffLogin } from '../store/people/staff';
import { type Caller, localCaller, SYSTEM } from './caller';
import { type ApiUserParts, type ApiUsers, createApiUsers } from './callers/api-key';
import { type BearerParts, type Bearers, createBearers } from './callers/bearer';
import { createLogins, type LoginParts, type Logins } from './callers/login';
import { createVisitors, type VisitorParts, type Visitors } from './callers/session';
import { createStaffVisitors, type StaffVisitors } from './callers/staff-session';
import { createTicketCodes, type TicketCodeParts, type TicketCodes } from './callers/ticket-code';

/** Every way to authenticate a caller. */
export interface Callers extends Logins, Bearers, ApiUsers, Visitors, StaffVisitors, TicketCodes {
  /**
   * The caller of localAPI and of the command line: the program itself, or the administrator that it names.
   *
   * @throws ApiError (not_found) `Admin user not found`; (unauthenticated) `Administrator Account Disabled`
   */
  local(adminUsername?: string): Promise<Caller>;
}

type Parts = LoginParts & BearerParts & ApiUserParts & VisitorParts & TicketCodeParts;

/** Combines all ways to authenticate, and adds the one for calls from this process. */
export function createCallers(parts: Parts): Callers {
  const { database } = parts;
  return {
    ...createLogins(parts),
    ...createBearers(parts),
    ...createApiUsers(parts),
    ...createVisitors(parts),
    ...createStaffVisitors(parts),
    ...createTicketCodes(parts),
    async local(adminUsername) {
      if (adminUsername === undefined) return localCaller(null, SYSTEM.username, null);
      const login = await database.transaction('read', (db) => findStaffLogin(db, adminUsername));
      if (login === undefined) throw notFound('Admin user not found');
      if (login.disabled) throw new ApiError('unauthenticated', 'Administrator Account Disabled');
      return localCaller({ id: login.id, name: login.staffName }, login.username, login.departmentIds);
    },
  };
}
