import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { tokenRoleTaken } from '../access/assignments';
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
import { insertTokenCredential, TOKEN_ROLE } from '../store/access/oauth-clients';
import { emailOf, findStaff } from '../store/people/people';
import { rowExists } from '../store/rows';
import { listCredentials } from './access';
import { Misuse } from './exits';
import { existing, whole } from './options';
import { print, type Row } from './print';
import { type Act, tell, withActions, withDesk, withTransaction } from './run';

/** Ways in beside identifier and secret: OAuth clients, tokens, API keys, and the keys that sign. */
export function addTokens(program: Command): void {
  addOauthClients(program.command('oauth-client').description('programs that may sign clients in for tokens'));
  addPersonalTokens(program.command('token').description('tokens of the reseller and the Socialboards API'));
  addApiKeys(program.command('api-key').description('keys of people for the HelpDeskEddy API'));
  program
    .command('signing-key')
    .description('the key that signs access tokens')
    .command('rotate')
    .description('make a new one sign; the old one verifies until its last token has ended')
    .action(async (_options: object, command: Command) => {
      print(command, { key: await withDesk(({ tokens }) => tokens.rotate()) });
    });
}

/**
 * A program for the password of clients, known by nothing but its credential: CreateOAuthCredential registers programs
 * for what WHMCS's own pages let them do, with a name, a scope and a kind of grant that this one has not.
 */
function addOauthClients(client: Command): void {
  client
    .command('create')
    .description('make a program that signs clients in with their password; its secret is shown only now')
    .option('--description <text>', 'what it is for')
    .addHelpText('after', "\nExample:\n  $ hatchdesk oauth-client create --description 'reseller panel'")
    .action(async ({ description = '' }: { description?: string }, command: Command) => {
      const made = { client_id: randomUUID(), client_secret: drawSecret() };
      await withTransaction(async (db) => {
        const { client_id: identifier, client_secret: secret } = made;
        const id = await insertTokenCredential(db, { identifier, description, secretHash: hashSecret(secret) });
        if (id === undefined) throw tokenRoleTaken();
        tell(db, 'oauth-client create', identifier, { changes: { identifier: [null, identifier] } });
      });
      print(command, made);
    });
  client
    .command('list')
    .description('list the programs, those of CreateOAuthCredential too')
    .action(async (_options: object, command: Command) => print(command, await withActions(listOauthClients)));
}

/** Every living credential that may ask for tokens, with what it is registered as where CreateOAuthCredential made it. */
async function listOauthClients(run: Act): Promise<Row[]> {
  const credentials = await listCredentials(run);
  const registered = ((await run('ListOAuthCredentials')).clients ?? []) as Row[];
  return credentials
    .filter(({ roles }) => (roles as { role: { name: string }[] }).role.some(({ name }) => name === TOKEN_ROLE))
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
    .description('make a token; it is shown only now')
    .addOption(new Option('--door <name>', 'where it works').choices(['keliweb', 'socialboards']).default('keliweb'))
    .option('--client <id>', 'the client whom it stands for', existing)
    .option('--admin <username>', 'or the administrator')
    .option('--credential <identifier>', 'or the program, with the roles of its credential')
    .option('--refresh', 'a refresh token, which the program turns into access tokens; with --credential')
    .option('--description <text>', 'what it is for')
    .option('--days <count>', 'when it ends; without it never', days)
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
    .argument('<id>', 'as the list shows it')
    .description('end a token at once, with all that came of it')
    .action(async (id: string, _options: object, command: Command) => {
      await withTransaction(async (db) => {
        const known = UUID.test(id) ? await findGrantOwner(db, id) : undefined;
        if (known === undefined) throw notFound(`There is no token "${id}"`);
        revokeGrant(db, id, clock());
        tell(db, 'token revoke', `token ${id}`, { clientId: known.clientId });
      });
      print(command, { id, revoked: true });
    });
}

/** A hundred years: beyond that nobody knows dates any more. */
const MOST_DAYS = 36_500;

function days(text: string): number {
  const count = whole(text);
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
      tellOfToken(db, id, options, holder);
      return { id, token };
    }
    if (credential === undefined || door !== 'socialboards') {
      throw new Misuse('Refresh tokens are for --door socialboards and a --credential');
    }
    const id = await insertGrant(db, { audience: door, description, ...holder });
    insertRefreshToken(db, id, hashSecret(token), expiresAt);
    tellOfToken(db, id, options, holder);
    return { id, client_id: credential, refresh_token: token };
  });
}

function tellOfToken(db: Db, id: string, { door, client, admin, credential }: TokenOptions, holder: Holder): void {
  const whose = client === undefined ? (admin ?? credential) : `client ${client}`;
  tell(db, 'token create', `token ${id} of ${whose}, for ${door}`, { clientId: holder.clientId ?? null });
}

type Holder = Pick<NewGrant, 'clientId' | 'staffId' | 'credentialId'>;

async function findHolder(db: Db, { client, admin, credential, door }: TokenOptions): Promise<Holder> {
  if ([client, admin, credential].filter((given) => given !== undefined).length !== 1) {
    throw new Misuse('Say whom the token stands for: one of --client, --admin and --credential');
  }
  if (client !== undefined) {
    if (door === 'socialboards') throw invalid('The Socialboards API knows programs and administrators, no clients');
    if (!(await rowExists(db, 'clients', client))) throw notFound(`There is no client ${client}`);
    return { clientId: client };
  }
  if (admin !== undefined) return { staffId: await staffId(db, admin) };
  const found = await findCredential(db, credential ?? '');
  if (found === undefined) throw notFound(`There is no living credential "${credential}"`);
  return { credentialId: found.id };
}

function addApiKeys(key: Command): void {
  key
    .command('create')
    .option('--client <id>', 'the client whose key it is', existing)
    .option('--admin <username>', 'or the administrator')
    .description('make a key; the one that the person had ends')
    .addHelpText('after', '\nExample:\n  $ hatchdesk api-key create --admin jo')
    .action(async ({ client, admin }: { client?: number; admin?: string }, command: Command) => {
      const made = await withTransaction(async (db) => {
        if ((client === undefined) === (admin === undefined))
          throw new Misuse('Say whose key it is: --client or --admin');
        if (client !== undefined && !(await rowExists(db, 'clients', client)))
          throw notFound(`There is no client ${client}`);
        const owner = client === undefined ? { staffId: await staffId(db, admin ?? '') } : { clientId: client };
        const email = await emailOf(db, owner);
        if (email === '') throw invalid('The API knows people by their e-mail address, and this one has none');
        const apiKey = randomUUID();
        insertApiKey(db, owner, hashSecret(apiKey), clock());
        tell(db, 'api-key create', client === undefined ? `${admin}` : `client ${client}`, {
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
