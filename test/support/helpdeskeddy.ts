import { staffUserId } from '../../src/dialects/helpdeskeddy/people';
import { ask, type DoorRefusal, withApiKey } from './doors';
import type { HttpAnswer, World } from './world';

/** A caller of this API. */
export interface ApiUser {
  /** Their id in this API. */
  id: number;
  /** Their id on the desk. */
  rowId: number;
  email: string;
  headers: Record<string, string>;
  /** Sends a request with their key to a path below /api/v2. */
  ask(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
}

async function apiUser(
  world: World,
  owner: { staffId: number } | { clientId: number },
  email: string,
): Promise<ApiUser> {
  const headers = await withApiKey(world, owner);
  return {
    id: 'staffId' in owner ? staffUserId(owner.staffId) : owner.clientId,
    rowId: 'staffId' in owner ? owner.staffId : owner.clientId,
    email,
    headers,
    ask: (method, path, body) => ask(world, headers, method, `/api/v2${path}`, body),
  };
}

/** Adds a member of staff with an API key. */
export async function staffUser(
  world: World,
  username: string,
  {
    email = `${username}@staff.example.com`,
    ...options
  }: { email?: string; departmentIds?: number[]; actions?: string[] } = {},
): Promise<ApiUser> {
  const staffId = await world.admin(username, { ...options, email });
  return apiUser(world, { staffId }, email);
}

/** Adds a client with an API key. */
export async function clientUser(world: World, name?: string): Promise<ApiUser> {
  const { clientId } = await world.client(name);
  const [row] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]);
  return apiUser(world, { clientId }, row!.email);
}

/** The `data` of an answer that must be a success. */
export async function dataOf(answer: Promise<HttpAnswer> | HttpAnswer): Promise<Record<string, unknown>> {
  const { status, json, text } = await answer;
  if (status !== 200 || json === undefined) throw new Error(`${status} ${text}`);
  return json.data as Record<string, unknown>;
}

/** The callers in most tests of this API. */
export interface HdeCallers {
  /** Jo Admin, who may do everything everywhere. */
  staff: ApiUser;
  /** A member of staff who works in a department in which there is no ticket. */
  elsewhere: ApiUser;
  /** Two clients. */
  ann: ApiUser;
  bob: ApiUser;
}

/** The desk's clock in those tests, unless they set it: the time in the published samples. */
export const NOW = new Date('2017-01-26T17:45:00Z');

/** Creates them before the first test of a file, and sets the desk's clock. */
export function useCallers(world: World): HdeCallers {
  const callers = {} as HdeCallers;
  beforeAll(async () => {
    world.now = NOW;
    callers.staff = await staffUser(world, 'jo', { email: 'jo@example.com' });
    const departmentIds = [await world.department({ name: 'Elsewhere' })];
    callers.elsewhere = await staffUser(world, 'el', { email: 'el@example.com', departmentIds });
    callers.ann = await clientUser(world, 'Ann Lee');
    callers.bob = await clientUser(world, 'Bob Ray');
  });
  return callers;
}

/** Sends a multipart form with one file, `files[0]`, to the API. */
export const sendFile = (
  world: World,
  headers: Record<string, string>,
  path: string,
  fields: Record<string, string>,
  filename: string,
  text: string,
): Promise<HttpAnswer> => sendFiles(world, headers, path, fields, { [filename]: text });

/** Sends a multipart form with files, by their names, to the API. */
function sendFiles(
  world: World,
  headers: Record<string, string>,
  path: string,
  fields: Record<string, string>,
  files: Record<string, string>,
): Promise<HttpAnswer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  for (const [index, [filename, text]] of Object.entries(files).entries()) {
    body.append(`files[${index}]`, new Blob([text]), filename);
  }
  return world.send(`/api/v2${path}`, { method: 'POST', headers, body });
}

/** The refusals of files by a desk that allows two, each with the type txt and at most 100 bytes. */
export function fileRefusals(world: World, headers: () => Record<string, string>, path: string): DoorRefusal[] {
  const refusal = (message: string, files: Record<string, string>): DoorRefusal => ({
    message,
    request: () => sendFiles(world, headers(), path, { text: 'x' }, files),
  });
  return [
    refusal('At most 2 attachments are allowed', { 'a.txt': 'x', 'b.txt': 'x', 'c.txt': 'x' }),
    refusal('Attachment "a.exe": this type of file is not allowed. Allowed are: txt', { 'a.exe': 'x' }),
    refusal('Attachment "a.txt" is larger than the 100 bytes allowed', { 'a.txt': 'x'.repeat(101) }),
  ];
}

/** The refusal of calls that clients may never make. */
export const forbidden = (action: string) =>
  `Invalid Permissions: API action "helpdeskeddy/${action.toLowerCase()}" is not allowed`;

/** JSON as on the wire: in order, with every character beyond ASCII escaped. */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
