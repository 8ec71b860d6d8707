import type { Request } from 'express';
import { asToken, readCookie } from '../pages/cookies';

/** The session cookie of an administrator's browser. */
export const STAFF_COOKIE = 'hatchdesk_staff';

/** The token of an administrator's session; empty if the browser sent none. */
export const staffSessionOf = (req: Request): string => asToken(readCookie(req, STAFF_COOKIE));
