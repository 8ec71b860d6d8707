import { type Command, Option } from 'commander';
import { EVERYTHING } from '../desk/first-start';
import { notFound } from '../errors';
import { list, nonEmpty, wholeNumber } from './options';
import { print, type Row, rowsOf } from './print';
import { type Act, ALL, act, withActions } from './run';

/** Adds the commands that say who may call which actions: `role`, `credential` and `admin`. */
export function addAccess(program: Command): void {
  addRoles(program.command('role').description('sets of actions to grant to credentials and administrators'));
  addCredentials(program.command('credential').description('identifiers and secrets of calling programs'));
  addAdmins(program.command('admin').description('administrators'));
}

function addRoles(role: Command): void {
  role
    .command('create')
    .description('add a role')
    .argument('<name>', 'the name of the role')
    .argument('<actions>', 'comma-separated list of actions; * for all', list)
    .addHelpText('after', "\nExample:\n  $ hatchdesk role create 'Contact form' OpenTicket,GetSupportDepartments")
    .action(async (name: string, actions: string[], _options: object, command: Command) => {
      await act('AddRole', { name, actions });
      print(command, { role: name, actions });
    });
  role
    .command('list')
    .description('list roles with their actions')
    .action(async (_options: object, command: Command) => {
      const roles = rowsOf(await act('GetRoles')) ?? [];
      print(
        command,
        roles.map(({ id, name, actions }) => ({ id, name, actions: list(String(actions)) })),
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
    .description('create a credential; its secret is shown only once')
    .option('--role <names>', 'comma-separated list of roles', list, [EVERYTHING])
    .option('--description <text>', 'what it is for')
    .option('--admin <username>', 'the administrator it belongs to', nonEmpty)
    .addOption(new Option('--ids <format>', 'how ids are printed').choices(['number', 'string']).default('number'))
    .option('--identifier <text>', 'instead of a generated one', nonEmpty)
    .option(
      '--secret <text>',
      'instead of a generated one; at least 10 characters, not a common one, at most 72 bytes',
      nonEmpty,
    )
    .addHelpText(
      'after',
      "\nExample:\n  $ hatchdesk credential create --role 'Contact form' --description 'example.com'",
    )
    .action(async (options: CredentialOptions, command: Command) => {
      const { role: roles, ids: idformat, identifier: newidentifier, secret: newsecret, ...rest } = options;
      const made = await act('AddCredential', { roles, idformat, newidentifier, newsecret, ...rest });
      print(command, { identifier: made.identifier, secret: made.secret });
    });
  credential
    .command('list')
    .description('list credentials, including revoked ones')
    .action(async (_options: object, command: Command) => {
      const credentials = await withActions((run) => listCredentials(run, { include_revoked: true }));
      print(
        command,
        credentials.map(({ id, identifier, description, admin, roles, idformat, revoked, created, secrets }) => ({
          ...{ id, identifier, description, admin },
          roles: (roles as { role: { name: string }[] }).role.map(({ name }) => name),
          ...{ idFormat: idformat, revoked, createdAt: created, secrets },
        })),
      );
    });
  credential
    .command('rotate')
    .description('generate a new secret for a credential; it is shown only once')
    .argument('<identifier>', 'the identifier of the credential')
    .option('--overlap <minutes>', 'how long the old secret keeps working; 60 by default', wholeNumber)
    .addHelpText('after', '\nExample:\n  $ hatchdesk credential rotate AbC123 --overlap 1440')
    .action(async (identifier: string, { overlap }: { overlap?: number }, command: Command) => {
      const { secret, oldsecretends } = await withActions(async (run) =>
        run('RotateCredentialSecret', { credentialid: await idOf(run, identifier), overlap }),
      );
      print(command, { identifier, secret, oldSecretEnds: oldsecretends });
    });
  credential
    .command('revoke')
    .argument('<identifier>', 'the identifier of the credential')
    .description('revoke a credential immediately')
    .action(async (identifier: string, _options: object, command: Command) => {
      await withActions(async (run) => run('DeleteCredential', { credentialid: await idOf(run, identifier) }));
      print(command, { identifier, revoked: true });
    });
}

/** Lists the active credentials or, with `include_revoked`, all of them. */
export const listCredentials = async (run: Act, which: { include_revoked?: boolean } = {}): Promise<Row[]> =>
  rowsOf(await run('GetCredentials', { ...which, limitnum: ALL })) ?? [];

/**
 * Finds the id of a credential, because actions take the id and people type the identifier.
 *
 * @throws ApiError (notFound) with `There is no active credential "..."`
 */
async function idOf(run: Act, identifier: string): Promise<unknown> {
  const found = (await listCredentials(run)).find((credential) => credential.identifier === identifier);
  if (found === undefined) throw notFound(`There is no active credential "${identifier}"`);
  return found.id;
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
    .description('add an administrator')
    .argument('<username>', 'the user name to sign in with')
    .option(
      '--password <text>',
      'lets the administrator call the API with its MD5 digest; at least 10 characters, not a common one',
      nonEmpty,
    )
    .option('--role <names>', 'comma-separated list of roles', list, [EVERYTHING])
    .option('--first-name <text>', 'the first name')
    .option('--last-name <text>', 'the last name')
    .option('--email <address>', 'the e-mail address')
    .option(
      '--department <ids>',
      "comma-separated list of the administrator's departments; all by default",
      wholeNumbers,
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk admin create jo --password "$PASSWORD" --first-name Jo --last-name Doe',
    )
    .action(async (username: string, options: AdminOptions, command: Command) => {
      const { role: roles, department: departments, password: password2, email } = options;
      const { firstName: firstname, lastName: lastname } = options;
      const params = { adminusername: username, roles, departments, password2, email, firstname, lastname };
      const { adminid: id } = await act('AddAdmin', params);
      print(command, { id, username, roles });
    });
}

const wholeNumbers = (text: string): number[] => list(text).map(wholeNumber);
