const HOUR_MS = 3_600_000;

/** A session ends when nobody has used it for so long. */
const IDLE_MS = 8 * HOUR_MS;

/** And at the latest after so long: as the portal signs in again by itself, its sessions are short. */
export const SESSION_SECONDS: Readonly<Record<'sso' | 'password' | 'link', number>> = {
  sso: 8 * 3600,
  password: 7 * 24 * 3600,
  link: 7 * 24 * 3600,
};

/** When a session must have been used last to be valid now. */
export const usedAfter = (now: Date): Date => new Date(now.getTime() - IDLE_MS);

/** How long a session waits for the second factor, and how many wrong codes end it. */
export const WAITING_SECONDS = 10 * 60;
export const MOST_WRONG_CODES = 5;
