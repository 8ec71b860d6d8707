import type { Passwords } from '../access/passwords';
import { drawSecret, hashAdminPassword, storeSecret } from '../access/secrets';
import { type Config, ConfigError } from '../config';
import type { Db } from '../database/pool';
import { ApiError } from '../errors';
import { completeCredential, hasCredentials, insertCredential, lockCredentials } from '../store/access/credentials';
import { insertRole } from '../store/access/roles';
import { completeStaff, insertStaff } from '../store/people/staff';

/** The role that the first start creates. */
export const EVERYTHING = 'Everything';

export interface FirstCredential {
  identifier: string;
  secret: string;
}

/**
 * Creates the first role and credential on a new desk, and the first administrator if the settings name one.
 *
 * @returns the credential to print, because no one has seen it yet; undefined when it came from the settings, or when
 *   the desk was started before
 * @throws ConfigError for a secret or password in the settings that nobody may choose. Later starts do not read them
 */
export async function prepareFirstStart(
  transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  passwords: Passwords,
  first: Config['first'],
): Promise<FirstCredential | undefined> {
  if (await transaction(hasCredentials)) return undefined;
  const drawn = { identifier: drawSecret(), secret: drawSecret() };
  const secret = await storeSecret(first.secret ?? drawn.secret, passwords).catch(naming('HATCHDESK_SECRET'));
  const adminHash =
    first.adminPassword === undefined
      ? ''
      : await hashAdminPassword(first.adminPassword, passwords).catch(naming('HATCHDESK_ADMIN_PASSWORD'));
  return transaction(async (db) => {
    // Another process may be at the same point. The second one finds everything done.
    await lockCredentials(db);
    if (await hasCredentials(db)) return undefined;
    await insertRole(db, EVERYTHING, ['*']);
    const roles = [EVERYTHING];
    const admin = first.adminUsername && { username: first.adminUsername, passwordHash: adminHash, roles };
    // Whoever moves here before the first start has them from the old desk, without rights.
    const staffId = admin ? ((await insertStaff(db, admin)) ?? (await completeStaff(db, admin)) ?? null) : null;
    const credential = {
      identifier: first.identifier ?? drawn.identifier,
      description: 'Made by the first start',
      ...{ secret, roles, staffId },
      idFormat: 'number' as const,
    };
    if ((await insertCredential(db, credential)) === undefined) await completeCredential(db, credential);
    return first.identifier === undefined ? drawn : undefined;
  });
}

/** Tells the operator which variable a refusal is about. */
const naming =
  (variable: string) =>
  (error: unknown): never => {
    throw error instanceof ApiError && error.kind === 'invalid'
      ? new ConfigError([`${variable}: ${error.message}`])
      : error;
  };
