import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { useWorld } from '../support/world';

/** The explorer page as a person uses it: sign in, open an action, send the call that stands there, read the answer. */
const world = useWorld();

beforeAll(() => world.serve());

let browser: Browser;

function browserPath(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  return process.env.CHROMIUM ?? found ?? 'chromium';
}

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox'] });
});

afterAll(() => browser?.close());

test('a person makes a call', async () => {
  const page = await browser.newPage();
  const problems: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto(`${world.url}/docs`);
  await page.locator('button.authorize').first().click();
  const dialog = page.locator('.modal-ux');
  const credential = dialog.locator('.auth-container', { hasText: 'credential' });
  await credential.locator('input[name="username"], input[type="text"]').first().fill(world.credentials.identifier);
  await credential.locator('input[type="password"]').first().fill(world.credentials.secret);
  await credential.locator('button.authorize').click();
  await dialog.locator('button.btn-done').first().click();

  await page.locator('#operations-tag-Tickets').click();
  const operation = page.locator('#operations-Tickets-GetSupportStatuses');
  await operation.locator('.opblock-summary').click();
  await operation.locator('button.execute').click();
  const answer = operation.locator('.live-responses-table .response-col_description .highlight-code').first();
  await answer.waitFor();
  const text = await answer.innerText();
  expect(text).toMatch(/"result": "success"/);
  expect(text).toMatch(/"title": "Customer-Reply"/);
  expect(problems).toEqual([]);
  expect(new Set(asked.filter((origin) => origin !== 'null'))).toEqual(new Set([world.url]));
  await page.close();
});
