import { type Command, Option } from 'commander';
import type { Db } from '../database/pool';
import { clock } from '../desk';
import { checkTokenRole, readActions, readRoles } from '../dialects/access';
import { ApiError } from '../errors';
import { EVERYTHING } from '../first-start';
import { drawSecret, hashAdminPassword, hashSecret, storeSecret } from '../secrets';
import { insertCredential } from '../store/access';
import {
  insertRole,
  insertStaff,
  listCredentials,
  listRoles,
  OVERLAP_MINUTES,
  oldSecretsEnd,
  revokeCredential,
  rotateSecret,
} from '../store/access-admin';
import { findStaff } from '../store/people';
import { list, print, Refusal, tell, whole, withDesk, withTransaction } from './run';

/** Who may call, and what: roles, credentials, administrators. */
export function addAccess(program: Command): void {
  addRoles(program.command('role').description('sets of actions that credentials and administrators are given'));
  addCredentials(program.command('credential').description('identifiers and secrets of calling programs'));
  addAdmins(program.command('admin').description('administrators'));
}

function addRoles(role: Command): void {
  role
    .command('create')
    .argument('<name>')
    .argument('<actions>', 'comma list of actions; * for all', list)
    .addHelpText('after', "\nExample:\n  $ hatchdesk role create 'Contact form' OpenTicket,GetSupportDepartments")
    .action(async (name: string, actions: string[], _options: object, command: Command) => {
      await withTransaction(async (db, { dispatcher }) => {
        const listed = readActions(actions, dispatcher.knows);
        checkTokenRole({ name, actions: listed });
        const id = await insertRole(db, name, listed);
        if (id === undefined) throw new Refusal(`There is a role "${name}" already`);
        tell(db, 'role create', name, { changes: { name: [null, name], actions: [null, listed] } });
      });
      print(command, { role: name, actions });
    });
  role.command('list').action(async (_options: object, command: Command) => {
    const roles = await withTransaction(listRoles);
    print(
      command,
      roles.map((role) => ({ ...role })),
    );
  });
}

interface CredentialOptions {
  role: string[];
  description?: string;
  admin?: string;
  ids: 'number' | 'string';
  identifier?: string;
  secret?: string;
}

function addCredentials(credential: Command): void {
  credential
    .command('create')
    .option('--role <names>', 'comma list of roles', list, [EVERYTHING])
    .option('--description <text>', 'what it is for')
    .option('--admin <username>', 'the administrator it belongs to')
    .addOption(new Option('--ids <format>', 'how ids are printed').choices(['number', 'string']).default('number'))
    .option('--identifier <text>', 'instead of a drawn one')
    .option('--secret <text>', 'instead of a drawn one; at most 72 bytes')
    .addHelpText(
      'after',
      "\nExample:\n  $ hatchdesk credential create --role 'Contact form' --description 'example.com'",
    )
    .action(async (options: CredentialOptions, command: Command) => {
      const made = { identifier: options.identifier ?? drawSecret(), secret: options.secret ?? drawSecret() };
      const id = await withDesk(async ({ database, passwords }) => {
        const secret = await storeSecret(made.secret, passwords);
        return database.transaction('write', async (db) => {
          const { identifier } = made;
          const roles = await existing(db, options.role);
          const inserted = await insertCredential(db, {
            identifier,
            description: options.description ?? '',
            secret,
            roles,
            staffId: options.admin === undefined ? null : await staffId(db, options.admin),
            idFormat: options.ids,
          });
          const admin = options.admin === undefined ? {} : { admin: change(options.admin) };
          const changes = { identifier: change(identifier), roles: change(roles), ...admin };
          if (inserted !== undefined) tell(db, 'credential create', identifier, { changes });
          return inserted;
        });
      });
      if (id === undefined) throw new Refusal(`There is a credential "${made.identifier}" already`);
      print(command, made);
    });
  credential.command('list').action(async (_options: object, command: Command) => {
    const { rows: credentials } = await withTransaction((db) => listCredentials(db, clock()));
    print(
      command,
      credentials.map(({ roles, ...credential }) => ({
        identifier: credential.identifier,
        description: credential.description,
        admin: credential.admin,
        roles: roles.map(({ name }) => name),
        idFormat: credential.idFormat,
        revoked: credential.revoked,
        createdAt: credential.createdAt,
        secrets: credential.secrets,
      })),
    );
  });
  credential
    .command('rotate')
    .argument('<identifier>')
    .option('--overlap <minutes>', 'how long the old secret still works', whole, OVERLAP_MINUTES)
    .addHelpText('after', '\nExample:\n  $ hatchdesk credential rotate AbC123 --overlap 1440')
    .action(async (identifier: string, { overlap }: { overlap: number }, command: Command) => {
      const secret = drawSecret();
      const oldOnesEnd = oldSecretsEnd(clock(), overlap);
      const stored = { scheme: 'sha256', hash: hashSecret(secret) };
      const done = await withTransaction(async (db) => {
        const rotated = await rotateSecret(db, identifier, stored, oldOnesEnd);
        if (rotated) tell(db, 'credential rotate', `${identifier}, overlap ${overlap} minutes`);
        return rotated;
      });
      if (!done) throw new Refusal(`There is no living credential "${identifier}"`);
      print(command, { identifier, secret, oldSecretEnds: oldOnesEnd });
    });
  credential
    .command('revoke')
    .argument('<identifier>')
    .description('end a credential at once')
    .action(async (identifier: string, _options: object, command: Command) => {
      const done = await withTransaction(async (db) => {
        const revoked = await revokeCredential(db, identifier, clock());
        if (revoked) tell(db, 'credential revoke', identifier, { changes: { identifier: [identifier, null] } });
        return revoked;
      });
      if (!done) throw new Refusal(`There is no credential "${identifier}"`);
      print(command, { identifier, revoked: true });
    });
}

interface AdminOptions {
  password?: string;
  role: string[];
  firstName?: string;
  lastName?: string;
  email?: string;
  department?: number[];
}

function addAdmins(admin: Command): void {
  admin
    .command('create')
    .argument('<username>')
    .option('--password <text>', 'lets the administrator call the API with the MD5 digest of it')
    .option('--role <names>', 'comma list of roles', list, [EVERYTHING])
    .option('--first-name <text>')
    .option('--last-name <text>')
    .option('--email <address>')
    .option('--department <ids>', 'comma list of the departments to work in; without it all', wholes)
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk admin create jo --password "$PASSWORD" --first-name Jo --last-name Doe',
    )
    .action(async (username: string, options: AdminOptions, command: Command) => {
      const id = await withDesk(async ({ database, passwords }) => {
        const { password, role, department, firstName, lastName, email } = options;
        const passwordHash = password === undefined ? null : await hashAdminPassword(password, passwords);
        return database.transaction('write', async (db) => {
          const roles = await existing(db, role);
          const inserted = await insertStaff(db, {
            username,
            passwordHash,
            roles,
            ...(firstName !== undefined && { firstName }),
            ...(lastName !== undefined && { lastName }),
            ...(email !== undefined && { email }),
            ...(department !== undefined && { departmentIds: department }),
          });
          const changes = { username: change(username), roles: change(roles) };
          if (inserted !== undefined) tell(db, 'admin create', username, { changes });
          return inserted;
        });
      });
      if (id === undefined) throw new Refusal(`There is an administrator "${username}" already`);
      print(command, { id, username, roles: options.role });
    });
}

const change = <T>(made: T): [null, T] => [null, made];

const wholes = (text: string): number[] => list(text).map(whole);

async function existing(db: Db, names: string[]): Promise<string[]> {
  const roles = await readRoles(db, names).catch((error: Error) => {
    throw error instanceof ApiError ? new Refusal(`${error.message}: see hatchdesk role list`) : error;
  });
  return roles.map(({ name }) => name);
}

/** @throws Refusal where there is no such administrator. */
export async function staffId(db: Db, username: string): Promise<number> {
  const staff = await findStaff(db, username);
  if (staff === undefined) throw new Refusal(`There is no administrator "${username}"`);
  return staff.id;
}
