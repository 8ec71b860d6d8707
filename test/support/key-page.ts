import { join } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';

const ORIGIN = 'http://desk.test';

/** The page of all keys, as far as the script needs it. */
const ALL_KEYS = `<div data-keys-list data-title="Keys of this page">
<section><h2>List</h2><table><tbody><tr data-command="next-row" data-group="list"><th>Next row</th><td>j</td></tr></tbody></table></section>
<section><h2>Ticket</h2><table><tbody><tr data-command="reply" data-group="ticket"><th>Reply</th><td>r</td></tr>
<tr data-command="merge" data-group="ticket"><th>Merge</th><td>m</td></tr></tbody></table></section>
<section data-macros="Macros"></section></div>`;

let script: Promise<string> | undefined;

/** The script of the console, made as the build makes it. */
export async function consoleScript(): Promise<string> {
  script ??= build({
    entryPoints: [join(__dirname, '..', '..', 'src', 'pages', 'console', 'script', 'main.ts')],
    ...{ bundle: true, minify: true, write: false, target: 'es2022', logLevel: 'warning' },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return script;
}

/** Shows a page with this content and the script of the console, but without a server. */
export async function showWithKeys(page: Page, content: string): Promise<void> {
  const shown = `<!DOCTYPE html><html lang="en"><head><title>Keys</title>
<meta name="turbo-refresh-method" content="morph"><script src="/console.js" defer></script></head><body>
<console-keys palette="Find a command" ticket="Open ticket {number}" find="Search for {text}" nothing="Nothing found"
 close="Close" queue="/admin/" number="/admin/tickets/number/" help="/admin/keys"></console-keys>
<main><h1>A page</h1>${content}</main></body></html>`;
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/console.js') {
      return route.fulfill({ contentType: 'text/javascript', body: await consoleScript() });
    }
    return route.fulfill({ contentType: 'text/html', body: pathname === '/admin/keys' ? ALL_KEYS : shown });
  });
  await page.goto(`${ORIGIN}/admin/`);
  await page.waitForFunction("customElements.get('console-keys') !== undefined");
}

/** What a keyboard of another country sends. */
export interface Press {
  key: string;
  code: string;
  shift?: boolean;
}

/** Presses a key as a keyboard of any country would. */
export async function pressAs(page: Page, { key, code, shift = false }: Press): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const event = { key, code, modifiers: shift ? 8 : 0, ...(key.length === 1 && { text: key }) };
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  await session.detach();
}
