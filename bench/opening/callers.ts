import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drawSecret } from '../../src/access/secrets';
import { CREDENTIAL, ENVIRONMENT } from '../servers';

const run = promisify(execFile);

/** Who calls the product, besides the program with CREDENTIAL. */
export interface Callers {
  client: { id: string; email: string };
  /** Three custom fields of tickets. */
  fieldIds: number[];
  tokens: Record<'keliweb' | 'socialboards', string>;
  apiKey: string;
}

/**
 * Adds a client who has signed in, and three custom fields, as the documentation tells people to.
 *
 * @param port where the server answers
 */
export async function addCallers(databaseUrl: string, port: number): Promise<Callers> {
  const command = async (...words: string[]): Promise<Record<string, unknown>> => {
    const program = join(__dirname, '..', '..', 'src', 'cli.js');
    const env = { ...ENVIRONMENT, DATABASE_URL: databaseUrl };
    const { stdout } = await run(process.execPath, [program, '--json', ...words], { env });
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const email = 'bench.client@example.com';
  const password = drawSecret();
  const name = ['--first-name', 'Jane', '--last-name', 'Roe'];
  const { id } = await command('client', 'create', ...name, '--email', email, '--password', password);
  const client = { id: String(id), email };
  const fieldIds: number[] = [];
  for (const field of ['Server', 'Contract', 'Reference']) {
    const { fieldid } = await command('call', 'AddCustomField', `name=${field}`, 'type=text');
    fieldIds.push(Number(fieldid));
  }
  const program = await command('oauth-client', 'create');
  const keliweb = await signIn(port, { ...program, username: email, password });
  const forSocialboards = ['--door', 'socialboards', '--credential', CREDENTIAL.identifier];
  const socialboards = await command('token', 'create', ...forSocialboards);
  const key = await command('api-key', 'create', '--client', client.id);
  return {
    client,
    fieldIds,
    tokens: { keliweb, socialboards: String(socialboards.token) },
    apiKey: String(key.api_key),
  };
}

/** @returns an access token of the reseller API. */
async function signIn(port: number, who: Record<string, unknown>): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'password', ...(who as Record<string, string>) });
  const answer = await fetch(`http://127.0.0.1:${port}/oauth/token`, { method: 'POST', body: form });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`The client could not sign in: ${answer.status}`);
  return token;
}
