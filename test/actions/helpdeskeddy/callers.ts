import { ask, type DoorRefusal, withApiKey } from '../../support/doors';
import type { HttpAnswer, World } from '../../support/world';

/** Sends a request to the HelpDeskEddy API as one caller; the path is what follows /api/v2. */
export type Asker = (method: string, path: string, body?: unknown) => Promise<HttpAnswer>;

/** The callers in the tests of this API. */
export interface HdeCallers {
  /** A member of staff who may do everything everywhere, Jo Admin. */
  staff: Asker;
  staffId: number;
  /** A member of staff whose department has no tickets. */
  elsewhere: Asker;
  /** Two clients. */
  ann: Asker;
  annId: number;
  bob: Asker;
  bobId: number;
  staffHeaders: Record<string, string>;
}

/** The desk's time in the tests of this API, as in the published documentation. Tests may set another. */
export const NOW = new Date('2017-01-26T17:45:00Z');

/** Makes them before the first test of a file, and sets the desk's clock. */
export function useCallers(world: World): HdeCallers {
  const callers = {} as HdeCallers;
  const asker =
    (headers: Record<string, string>): Asker =>
    (method, path, body) =>
      ask(world, headers, method, `/api/v2${path}`, body);

  beforeAll(async () => {
    world.now = NOW;
    const staffId = await world.admin('jo', { email: 'jo@example.com' });
    const departmentIds = [await world.department({ name: 'Elsewhere' })];
    const elsewhereId = await world.admin('el', { email: 'el@example.com', departmentIds });
    const [ann, bob] = [await world.client('Ann Lee'), await world.client('Bob Ray')];
    const staffHeaders = await withApiKey(world, { staffId });
    Object.assign(callers, {
      staffHeaders,
      staffId,
      staff: asker(staffHeaders),
      elsewhere: asker(await withApiKey(world, { staffId: elsewhereId })),
      ann: asker(await withApiKey(world, { clientId: ann.clientId })),
      annId: ann.clientId,
      bob: asker(await withApiKey(world, { clientId: bob.clientId })),
      bobId: bob.clientId,
    });
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
