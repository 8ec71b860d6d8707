import { randomUUID } from 'node:crypto';
import { PERSONAL_TOKEN } from '../../src/access/callers/bearer';
import { drawToken, hashSecret } from '../../src/access/secrets';
import { KELIWEB_METHODS } from '../../src/doors/keliweb';
import { insertApiKey } from '../../src/store/access/api-keys';
import { findCredential } from '../../src/store/access/credentials';
import { insertGrant } from '../../src/store/access/grants';
import { contentOf, patternOf, schemaOf } from './refusals';
import type { HttpAnswer, World } from './world';

type Headers = Record<string, string>;

/** Makes a header with which a client calls the reseller API. */
export const asClient = (world: World, clientId: number): Promise<Headers> =>
  withToken(world, { audience: 'keliweb', clientId });

/** Calls actions as a client of the reseller API does, who must have its header by the time of the call. */
export const asReseller =
  (world: World, headers: () => Headers): World['call'] =>
  async (action, params) => {
    const [method] = [...KELIWEB_METHODS].find(([, { action: called }]) => called === action)!;
    const { json } = await ask(world, headers(), 'POST', `/api/v2/keliweb/${method}`, params);
    return json as Awaited<ReturnType<World['call']>>;
  };

/** Makes a header with which a program with these rights calls the Socialboards API. */
export async function asProgram(world: World, actions = ['*'], admin?: number): Promise<Headers> {
  const { identifier } = await world.credential(actions, admin === undefined ? {} : { admin });
  const credential = await world.desk.database.transaction('read', (db) => findCredential(db, identifier));
  return withToken(world, { audience: 'socialboards', credentialId: credential!.id });
}

async function withToken(world: World, grant: Parameters<typeof insertGrant>[1]): Promise<Headers> {
  const token = PERSONAL_TOKEN + drawToken();
  await world.desk.database.transaction('write', (db) => insertGrant(db, { ...grant, tokenHash: hashSecret(token) }));
  return { Authorization: `Bearer ${token}` };
}

/** Makes a header with which a client or member of staff calls the HelpDeskEddy API. */
export async function withApiKey(world: World, owner: { staffId: number } | { clientId: number }): Promise<Headers> {
  const key = randomUUID();
  await world.desk.database.transaction('write', async (db) => insertApiKey(db, owner, hashSecret(key), world.now));
  const [row] =
    'staffId' in owner
      ? await world.rows<{ email: string }>('select email from staff where id = $1', [owner.staffId])
      : await world.rows<{ email: string }>('select email from clients where id = $1', [owner.clientId]);
  return { Authorization: `Basic ${Buffer.from(`${row!.email}:${key}`).toString('base64')}` };
}

/** Sends JSON, or no body, to any door. */
export const ask = (
  world: World,
  headers: Headers,
  method: string,
  path: string,
  body?: unknown,
): Promise<HttpAnswer> =>
  world.send(path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

/** A request that must be refused. */
export interface DoorRefusal {
  message: string;
  /** What is wrong with the request, if the message alone does not tell. */
  because?: string;
  /** 400 by default. */
  status?: number;
  request: () => Promise<HttpAnswer>;
  /** Another world, if the refusal depends on the desk. */
  world?: World;
}

export const ENVELOPES = {
  socialboards: (status: number, message: string) => ({ data: null, errorCode: status, errorText: message }),
  helpdeskeddy: (status: number, message: string) => ({
    errors: [{ code: `e-${status}`, title: expect.stringMatching(/^[A-Z]/), details: message }],
  }),
};

/**
 * Tests an action's refusals through its door: that the table has every text that the schema lists, and that each
 * request is answered with its text in the door's envelope and changes nothing.
 *
 * @param action such as `socialboards/CreateTicket`.
 */
export function testDoorRefusals(world: World, action: string, table: DoorRefusal[]): void {
  const envelope = ENVELOPES[action.split('/')[0] as keyof typeof ENVELOPES];
  describe('refuses', () => {
    test('has a row for every listed text', () => {
      const missing = schemaOf(action)['x-refusals'].filter(
        (text) => !table.some(({ message }) => patternOf(text).test(message)),
      );
      expect(missing).toHaveLength(0);
    });

    test.each(table.map((row) => ({ ...row, name: row.because ? `${row.message} (${row.because})` : row.message })))(
      '$name',
      async ({ message, status = 400, request, world: own = world }) => {
        const content = await contentOf(own);
        const answer = await request();
        expect({ status: answer.status, json: answer.json }).toEqual({ status, json: envelope(status, message) });
        expect(await contentOf(own)).toEqual(content);
      },
    );
  });
}
