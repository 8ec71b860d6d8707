import type { Browser, Locator, Page } from 'playwright-core';
import { type OpenPage, openPage, useBrowser, widthOf } from '../support/browser';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

/** Uses the explorer as a person does: sign in, open an action, send the prefilled call, read the answer. */
const world = useWorld();

beforeAll(() => world.serve());

const browser = useBrowser();

async function openExplorer(options: Parameters<Browser['newContext']>[0] = {}): Promise<OpenPage> {
  const opened = await openPage(browser(), options);
  const { page } = opened;
  await page.goto(`${world.url}/docs`);
  await page.locator('.opblock-tag').first().waitFor();
  return opened;
}

/** Signs in without the mouse, because the identifier's field has the keyboard focus. */
async function signIn(page: Page): Promise<void> {
  await page.locator('button.authorize').first().click();
  await page.locator('.modal-ux').waitFor();
  await page.keyboard.type(world.credentials.identifier);
  await page.keyboard.press('Tab');
  await page.keyboard.type(world.credentials.secret);
  await page.keyboard.press('Enter');
  await page.locator('.modal-ux button.btn-done').first().click();
}

/** Opens an operation of the first topic. */
async function openOperation(page: Page, name: string): Promise<Locator> {
  await page.locator('#operations-tag-Tickets').click();
  const operation = page.locator(`#operations-Tickets-${name}`);
  await operation.locator('.opblock-summary').click();
  await operation.locator('button.execute').waitFor();
  return operation;
}

async function execute(operation: Locator): Promise<string> {
  await operation.locator('button.execute').click();
  const answer = operation.locator('.live-responses-table .response-col_description .highlight-code').first();
  await answer.waitFor();
  return answer.innerText();
}

test('a person makes a call', async () => {
  const { page, problems, asked, close } = await openExplorer();
  await signIn(page);
  const text = await execute(await openOperation(page, 'GetSupportStatuses'));
  expect(text).toMatch(/"result": "success"/);
  expect(text).toMatch(/"title": "Customer-Reply"/);
  expect(problems).toEqual([]);
  expect(new Set(asked.map((url) => new URL(url).origin).filter((origin) => origin !== 'null'))).toEqual(
    new Set([world.url]),
  );
  await close();
});

test('the untouched form of OpenTicket succeeds: it sends the example and no empty fields', async () => {
  const { page, problems, close } = await openExplorer();
  await signIn(page);
  const operation = await openOperation(page, 'OpenTicket');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  expect(await execute(operation)).toMatch(/"result": "success"/);
  expect(Object.fromEntries(new URLSearchParams((await sent).postData() ?? ''))).toEqual({
    ...{ deptid: '1', name: 'Ann Lee', email: 'ann@example.com', subject: 'The printer burns' },
    ...{ message: 'See the **report**.', markdown: 'true', priority: 'High' },
  });
  expect(problems).toEqual([]);
  await close();
});

test('the Authorize window begins with identifier and secret', async () => {
  const { page, close } = await openExplorer();
  await page.locator('button.authorize').first().click();
  const first = page.locator('.modal-ux .auth-container .auth-container, .modal-ux .auth-container').first();
  expect(await first.innerText()).toMatch(/^credential\b[\s\S]*Identifier[\s\S]*secret/);
  const title = page.locator('.modal-ux h4').first();
  const [window, heading] = await Promise.all([page.locator('.modal-ux-content').boundingBox(), title.boundingBox()]);
  expect(heading!.y).toBeGreaterThanOrEqual(window!.y);
  await close();
});

test.each(['dark', 'light'] as const)('is %s where the browser is', async (colorScheme) => {
  const { page, close } = await openExplorer({ colorScheme });
  // Without a color, the page shows the browser's canvas, which is white.
  const isDark = `(() => {
      const color = getComputedStyle(document.documentElement).backgroundColor;
      return color !== 'rgba(0, 0, 0, 0)' && Number(/\\d+/.exec(color)[0]) < 128;
    })()`;
  expect(await page.evaluate(isDark)).toBe(colorScheme === 'dark');
  // The page follows without a reload.
  const isOther = colorScheme === 'dark' ? `!${isDark}` : isDark;
  await page.emulateMedia({ colorScheme: colorScheme === 'dark' ? 'light' : 'dark' });
  // waitForFunction would evaluate text within the page, which its Content-Security-Policy forbids.
  await eventually(() => page.evaluate<boolean>(isOther));
  await close();
});

test('nothing scrolls sideways on a telephone', async () => {
  const { page, close } = await openExplorer({ viewport: { width: 360, height: 800 } });
  expect(await widthOf(page)).toBe(360);
  await signIn(page);
  const operation = await openOperation(page, 'OpenTicket');
  expect(await widthOf(page)).toBe(360);
  await execute(operation);
  expect(await widthOf(page)).toBe(360);
  // The width of the page does not show whether a part of it is cut off.
  // One look at all of them, because the page still replaces buttons while the answer appears.
  const edges = await operation
    .locator('button:visible')
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().right));
  expect(edges.length).toBeGreaterThan(0);
  expect(Math.max(...edges)).toBeLessThanOrEqual(360);
  await close();
});
