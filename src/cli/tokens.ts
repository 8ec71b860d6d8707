import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { TOKEN_ROLE, tokenRoleTaken } from '../access/assignments';
import { PERSONAL_TOKEN } from '../access/callers/bearer';
import { drawSecret, drawToken, hashSecret } from '../access/secrets';
import type { Db } from '../database/pool';
import { clock } from '../desk/desk';
import { invalid, notFound } from '../errors';
import { insertApiKey } from '../store/access/api-keys';
import { findCredential } from '../store/access/credentials';
import {
  type Audience,
  findGrantOwner,
  insertGrant,
  insertRefreshToken,
  listGrants,
  type NewGrant,
  revokeGrant,
} from '../store/access/grants';
import { insertTokenCredential } from '../store/access/oauth-clients';
import { emailOf, findStaff } from '../store/people/people';
import { rowExists } from '../store/rows';
import { listCredentials } from './access';
import { Misuse } from './exits';
import { existingId, wholeNumber } from './options';
import { print, type Row } from './print';
import { type Act, recordCommand, withActions, withDesk, withTransaction } from './run';

/** Adds the commands for access without identifier and secret: `oauth-client`, `token`, `api-key` and `signing-key`. */
export function addTokens(program: Command): void {
  addOauthClients(program.command('oauth-client').description('programs that may sign clients in and get tokens'));
  addPersonalTokens(program.command('token').description('tokens of the reseller and Socialboards APIs'));
  addApiKeys(program.command('api-key').description("people's keys for the HelpDeskEddy API"));
  program
    .command('signing-key')
    .description('the key that signs access tokens')
    .command('rotate')
    .description('sign with a new key; the old one verifies until its last token has expired')
    .action(async (_options: object, command: Command) => {
      print(command, { key: await withDesk(({ tokens }) => tokens.rotate()) });
    });
}

/**
 * Adds the commands for programs that sign clients in with their password. Such a program is only a credential. Those
 * of CreateOAuthCredential have a name, scopes and a grant type as well, and use the grants that WHMCS itself offers.
 */
function addOauthClients(client: Command): void {
  client
    .command('create')
    .description('add a program that signs clients in with their password; its secret is shown only once')
    .option('--description <text>', 'what it is for')
    .addHelpText('after', "\nExample:\n  $ hatchdesk oauth-client create --description 'reseller panel'")
    .action(async ({ description = '' }: { description?: string }, command: Command) => {
      const made = { client_id: randomUUID(), client_secret: drawSecret() };
      await withTransaction(async (db) => {
        const { client_id: identifier, client_secret: secret } = made;
        const id = await insertTokenCredential(db, TOKEN_ROLE, {
          identifier,
          description,
          secretHash: hashSecret(secret),
        });
        if (id === undefined) throw tokenRoleTaken();
        recordCommand(db, 'oauth-client create', identifier, { changes: { identifier: [null, identifier] } });
      });
      print(command, made);
    });
  client
    .command('list')
    .description('list the programs, including those of CreateOAuthCredential')
    .action(async (_options: object, command: Command) => print(command, await withActions(listOauthClients)));
}

/** Lists the active credentials that may request tokens, with the registration of those from CreateOAuthCredential. */
async function listOauthClients(run: Act): Promise<Row[]> {
  const credentials = await listCredentials(run);
  const registered = ((await run('ListOAuthCredentials')).clients ?? []) as Row[];
  return credentials
    .filter(({ roles }) => (roles as { role: { name: string }[] }).role.some(({ name }) => name === TOKEN_ROLE.name))
    .map(({ identifier, description, created }) => {
      const { name = '', grantTypes = 'password' } =
        registered.find(({ clientIdentifier }) => clientIdentifier === identifier) ?? {};
      return { client_id: identifier, name, description, grant: grantTypes, created };
    });
}

interface TokenOptions {
  door: Audience;
  client?: number;
  admin?: string;
  credential?: string;
  description?: string;
  days?: number;
  refresh?: boolean;
}

function addPersonalTokens(token: Command): void {
  token
    .command('create')
    .description('create a token; it is shown only once')
    .addOption(
      new Option('--door <name>', 'the API it works for').choices(['keliweb', 'socialboards']).default('keliweb'),
    )
    .option('--client <id>', 'the id of the client it acts as', existingId)
    .option('--admin <username>', 'or the user name of the administrator')
    .option('--credential <identifier>', 'or the identifier of a credential, whose roles apply')
    .option('--refresh', 'create a refresh token, which the program exchanges for access tokens; needs --credential')
    .option('--description <text>', 'what it is for')
    .option('--days <count>', 'the number of days until it expires; never by default', days)
    .addHelpText(
      'after',
      "\nExamples:\n  $ hatchdesk token create --client 1 --description 'backup script'\n  $ hatchdesk token create --door socialboards --credential AbC123 --refresh",
    )
    .action(async (options: TokenOptions, command: Command) => print(command, await createToken(options)));
  token
    .command('list')
    .description('list tokens')
    .action(async (_options: object, command: Command) =>
      print(
        command,
        (await withTransaction(listGrants)).map((row) => ({ ...row })),
      ),
    );
  token
    .command('revoke')
    .argument('<id>', 'the id that `token list` shows')
    .description('revoke a token immediately, with every token issued for it')
    .action(async (id: string, _options: object, command: Command) => {
      await withTransaction(async (db) => {
        const known = UUID.test(id) ? await findGrantOwner(db, id) : undefined;
        if (known === undefined) throw notFound(`There is no token "${id}"`);
        revokeGrant(db, id, clock());
        recordCommand(db, 'token revoke', `token ${id}`, { clientId: known.clientId });
      });
      print(command, { id, revoked: true });
    });
}

/** A hundred years. Far larger numbers would go beyond the dates that JavaScript and PostgreSQL know. */
const MOST_DAYS = 36_500;

function days(text: string): number {
  const count = wholeNumber(text);
  if (count < 1 || count > MOST_DAYS) throw new InvalidArgumentError(`must be from 1 to ${MOST_DAYS}`);
  return count;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function createToken(options: TokenOptions): Promise<Record<string, unknown>> {
  const { door, description = '', credential, refresh = false } = options;
  const token = refresh ? drawToken() : PERSONAL_TOKEN + drawToken();
  const expiresAt = options.days === undefined ? null : new Date(clock().getTime() + options.days * 86_400_000);
  return withTransaction(async (db) => {
    const holder = await findHolder(db, options);
    if (!refresh) {
      const id = await insertGrant(db, {
        audience: door,
        description,
        ...holder,
        tokenHash: hashSecret(token),
        expiresAt,
      });
      recordToken(db, id, options, holder);
      return { id, token };
    }
    if (credential === undefined || door !== 'socialboards') {
      throw new Misuse('Refresh tokens need --door socialboards and --credential');
    }
    const id = await insertGrant(db, { audience: door, description, ...holder });
    insertRefreshToken(db, id, hashSecret(token), expiresAt);
    recordToken(db, id, options, holder);
    return { id, client_id: credential, refresh_token: token };
  });
}

function recordToken(db: Db, id: string, { door, client, admin, credential }: TokenOptions, holder: Holder): void {
  const whose = client === undefined ? (admin ?? credential) : `client ${client}`;
  recordCommand(db, 'token create', `token ${id} of ${whose}, for ${door}`, { clientId: holder.clientId ?? null });
}

type Holder = Pick<NewGrant, 'clientId' | 'staffId' | 'credentialId'>;

async function findHolder(db: Db, { client, admin, credential, door }: TokenOptions): Promise<Holder> {
  if ([client, admin, credential].filter((given) => given !== undefined).length !== 1) {
    throw new Misuse('Name who the token acts as: one of --client, --admin and --credential');
  }
  if (client !== undefined) {
    if (door === 'socialboards')
      throw invalid('The Socialboards API is for programs and administrators, not for clients');
    if (!(await rowExists(db, 'clients', client))) throw notFound(`There is no client ${client}`);
    return { clientId: client };
  }
  if (admin !== undefined) return { staffId: await staffId(db, admin) };
  const found = await findCredential(db, credential ?? '');
  if (found === undefined) throw notFound(`There is no active credential "${credential}"`);
  return { credentialId: found.id };
}

function addApiKeys(key: Command): void {
  key
    .command('create')
    .option('--client <id>', 'the id of the client who gets the key', existingId)
    .option('--admin <username>', 'or the user name of the administrator')
    .description("create a key; it replaces the person's previous one")
    .addHelpText('after', '\nExample:\n  $ hatchdesk api-key create --admin jo')
    .action(async ({ client, admin }: { client?: number; admin?: string }, command: Command) => {
      const made = await withTransaction(async (db) => {
        if ((client === undefined) === (admin === undefined))
          throw new Misuse('Name who gets the key: --client or --admin');
        if (client !== undefined && !(await rowExists(db, 'clients', client)))
          throw notFound(`There is no client ${client}`);
        const owner = client === undefined ? { staffId: await staffId(db, admin ?? '') } : { clientId: client };
        const email = await emailOf(db, owner);
        if (email === '')
          throw invalid('The HelpDeskEddy API identifies people by their e-mail address, and this person has none');
        const apiKey = randomUUID();
        insertApiKey(db, owner, hashSecret(apiKey), clock());
        recordCommand(db, 'api-key create', client === undefined ? `${admin}` : `client ${client}`, {
          clientId: client ?? null,
        });
        return { email, api_key: apiKey };
      });
      print(command, made);
    });
}

async function staffId(db: Db, username: string): Promise<number> {
  const staff = await findStaff(db, username);
  if (staff === undefined) throw notFound(`There is no administrator "${username}"`);
  return staff.id;
}
