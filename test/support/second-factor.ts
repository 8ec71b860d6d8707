import { codeOf } from '../../src/access/totp';
import { addUserWith, type PlainBrowser, plainBrowser } from './browser-without-scripts';
import type { World } from './world';

/** Somebody with a second factor. */
export interface WithFactor {
  userId: number;
  clientId: number;
  email: string;
  browser: PlainBrowser;
  recoveryCodes: string[];
  /** The code of the device: now, or some steps of half a minute later. */
  code(steps?: number): string;
}

/** Turns on the second factor of whoever is signed in in a browser, as people do. */
export async function turnOnTotp(
  world: World,
  browser: PlainBrowser,
  password: string,
): Promise<Pick<WithFactor, 'recoveryCodes' | 'code'>> {
  await browser.get('/account.php');
  const page = await browser.follow(await browser.submit('totpStart'));
  const secret = /<code class="secret"[^>]*>([^<]*)</.exec(page.text)?.[1]?.replaceAll(' ', '') ?? '';
  const code = (steps = 0) => codeOf(secret, Math.floor(world.now.getTime() / 30_000) + steps);
  const shown = await browser.submit('totpConfirm', { present_password: password, code: code() });
  const recoveryCodes = Array.from(shown.text.matchAll(/<li><code>([^<]*)</g), ([, one = '']) => one);
  return { recoveryCodes, code };
}

/** Turns on the second factor of a new user in a browser. */
export async function addUserWithFactor(world: World, password: string, address: string): Promise<WithFactor> {
  const person = await addUserWith(world, password);
  const browser = plainBrowser(world, { address });
  await browser.signIn(person.email, password);
  return { ...person, browser, ...(await turnOnTotp(world, browser, password)) };
}

/** Lets the code that was used last be old. */
export const afterThisStep = (world: World): void => {
  world.now = new Date(world.now.getTime() + 60_000);
};
