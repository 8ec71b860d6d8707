import type { HttpAnswer, World } from './world';

/** An administrator who is signed in to the console, by a cookie. */
export interface ConsoleSession {
  cookie: string;
  get(path: string): Promise<HttpAnswer>;
  /** POSTs a form; with `files`, as a browser does with files. */
  post(path: string, fields: Record<string, string>, files?: { name: string; text: string }[]): Promise<HttpAnswer>;
}

/**
 * Signs an administrator in to the console on its page.
 *
 * @param username of an administrator with the password `Right-Password-1`, as {@link consoleAdmin} makes one
 */
export async function signInToConsole(world: World, username: string): Promise<ConsoleSession> {
  const page = await world.send('/admin/sign-in');
  const given = page.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  const proof = /name="proof" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const answer = await world.send('/admin/sign-in', {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: given.join('; ') },
    body: new URLSearchParams({ proof, username, password: PASSWORD }),
  });
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  const headers = { Cookie: cookie };
  const form = (fields: Record<string, string>, files: { name: string; text: string }[]) => {
    if (files.length === 0) return new URLSearchParams(fields);
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    for (const { name, text } of files) body.append('attachments[]', new Blob([text]), name);
    return body;
  };
  return {
    cookie,
    get: (path) => world.send(path, { headers, redirect: 'manual' }),
    post: (path, fields, files = []) =>
      world.send(path, { method: 'POST', headers, redirect: 'manual', body: form(fields, files) }),
  };
}

const PASSWORD = 'Right-Password-1';

/** Adds an administrator who can sign in to the console. */
export async function consoleAdmin(world: World, username: string, actions = ['*']): Promise<number> {
  const role = await world.done('AddRole', { name: `role of ${username}`, actions: actions.join(',') });
  const params = {
    adminusername: username,
    password2: PASSWORD,
    firstname: username,
    lastname: 'Admin',
    roles: role.roleid,
  };
  return Number((await world.done('AddAdmin', params)).adminid);
}

/** The fields of the first form on a page that is sent to an address, with what they are filled with. */
export function fieldsOf(page: string, action: string): Record<string, string> {
  const forms = [...page.matchAll(/<form[^>]* action="([^"]*)"[^>]*>(.*?)<\/form>/gs)];
  const content = forms.find(([, to]) => to?.endsWith(action))?.[2];
  if (content === undefined) throw new Error(`no form is sent to ${action}`);
  const fields: Record<string, string> = {};
  for (const [tag] of content.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1];
    const isOff = /type="(file)"/.test(tag) || (/type="checkbox"/.test(tag) && !/ checked/.test(tag));
    if (name !== undefined && !isOff) fields[name] = unescaped(/value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  for (const [, name, text] of content.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)<\/textarea>/gs)) {
    if (name !== undefined) fields[name] = unescaped(text ?? '');
  }
  for (const [, name, options] of content.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen =
      /<option value="([^"]*)" selected/.exec(options ?? '') ?? /<option value="([^"]*)"/.exec(options ?? '');
    if (name !== undefined) fields[name] = unescaped(chosen?.[1] ?? '');
  }
  return fields;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? '');
