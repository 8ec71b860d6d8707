import { codeOf } from '../../src/access/totp';
import { type PlainBrowser, plainBrowser } from './browser-without-scripts';
import type { HttpAnswer, World } from './world';

/** The password of the administrators that tests sign in. */
export const STAFF_PASSWORD = 'correct horse battery';

/** An administrator who signs in. */
export interface StaffPerson {
  staffId: number;
  username: string;
  browser: PlainBrowser;
  /** Opens the console's sign-in page and signs in. */
  signIn(password?: string, goto?: string): Promise<HttpAnswer>;
}

let count = 0;

/**
 * Adds an administrator with a password, and a browser without scripts in which nobody is signed in yet.
 *
 * @param options the actions that the role allows, all by default, the departments, and where the browser is
 */
export async function addStaff(
  world: World,
  options: { actions?: string[]; departmentIds?: number[]; address?: string; username?: string } = {},
): Promise<StaffPerson> {
  const { address = '', username = `agent${++count}`, actions, departmentIds } = options;
  const staffId = await world.admin(username, {
    ...(actions !== undefined && { actions }),
    ...(departmentIds !== undefined && { departmentIds }),
  });
  await world.done('UpdateAdmin', { adminid: staffId, password2: STAFF_PASSWORD });
  const browser = plainBrowser(world, { address });
  return {
    ...{ staffId, username, browser },
    async signIn(password = STAFF_PASSWORD, goto = '') {
      // With `done`, the form is shown to whoever is signed in, too.
      await browser.get(`/admin/sign-in?done=again${goto === '' ? '' : `&goto=${encodeURIComponent(goto)}`}`);
      return browser.submit('password', { username, password });
    },
  };
}

/** The same, signed in. */
export async function signedInStaff(world: World, options: Parameters<typeof addStaff>[1] = {}): Promise<StaffPerson> {
  await world.serve();
  const person = await addStaff(world, options);
  await person.signIn();
  return person;
}

/** Turns on the second factor of somebody who is signed in. @returns what the device and the paper say */
export async function turnOnFactor(
  world: World,
  { browser }: StaffPerson,
): Promise<{ code(steps?: number): string; recoveryCodes: string[] }> {
  await browser.get('/admin/account');
  const page = await browser.follow(await browser.submit('totpStart'));
  const secret = /<code class="secret"[^>]*>([^<]*)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
  const code = (steps = 0) => codeOf(secret, Math.floor(world.now.getTime() / 30_000) + steps);
  const shown = await browser.submit('totpConfirm', { presentpassword: STAFF_PASSWORD, code: code() });
  return { code, recoveryCodes: Array.from(shown.text.matchAll(/<li><code>([^<]*)</g), ([, one = '']) => one) };
}
