import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findProgram } from '../../bench/pgbouncer';

/** What to say where there is no browser. */
const NO_BROWSER = 'no Chromium was found: install it (apt-get install chromium), or set CHROMIUM to its path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The path of an installed Chromium or Chrome, or what `CHROMIUM` says; undefined if there is none. */
const findBrowser = (): string | undefined =>
  process.env.CHROMIUM || NAMES.map(findProgram).find((path) => path !== undefined);

/**
 * Starts Chromium without a window.
 *
 * @throws Error that says how to get one, if none is installed
 */
export async function startBrowser(): Promise<Browser> {
  const path = findBrowser();
  if (path === undefined) throw new Error(NO_BROWSER);
  // Root, as in a container, can start no sandbox. /dev/shm is too small there.
  return chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** Gives the tests of a file one browser. @returns a function for the browser, once the tests run */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());
  return () => {
    if (browser === undefined) throw new Error('The browser starts before the first test, not while tests are listed');
    return browser;
  };
}

/** Like `describe`, for tests that need a browser. Where none is found, they are skipped, and their name says why. */
export function describeInBrowser(name: string, tests: () => void): void {
  const isThere = findBrowser() !== undefined;
  // Jest shows the names of skipped tests only when it runs a single file.
  if (!isThere) process.stderr.write(`Skipped: "${name}", because ${NO_BROWSER}\n`);
  (isThere ? describe : describe.skip)(isThere ? name : `${name} (skipped: ${NO_BROWSER})`, tests);
}

export interface OpenPage {
  page: Page;
  /** Errors of the console and of scripts so far. */
  problems: string[];
  /** The addresses requested so far. */
  asked: string[];
  /** Closes the page with its cookies and storage. */
  close(): Promise<void>;
}

/** Opens a page that shares nothing with others. @param options such as `colorScheme`, `viewport`, `javaScriptEnabled` */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<OpenPage & { context: BrowserContext }> {
  const context = await browser.newContext(options);
  // On a busy machine, each step may take nearly all of the 120 seconds that a test has.
  context.setDefaultTimeout(100_000);
  const page = await context.newPage();
  const [problems, asked]: [string[], string[]] = [[], []];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  return { page, context, problems, asked, close: () => context.close() };
}

/** How wide the content of a page is, in CSS pixels: more than its window if it scrolls sideways. */
export const widthOf = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');
