import type { Page } from 'playwright-core';
import { describeInBrowser, openPage, useBrowser, widthOf } from '../support/browser';
import { EVIL, HOSTILE_TEXTS } from '../support/hostile-texts';
import { type HostileWay, hostileWays } from '../support/hostile-ways';
import { linkTo } from '../support/ticket-page';
import { useWorld } from '../support/world';

/**
 * Live, because only a browser knows what a browser makes of hostile texts, and because all of them through every way
 * take minutes.
 */
jest.setTimeout(900_000);

/** What a message, a name or a file's name may contain besides text. */
const INSPECT = `(() => {
  const allowed = new Set(('P BR DIV SPAN B STRONG I EM U S DEL INS SUB SUP SMALL MARK TT H3 H4 H5 H6 BLOCKQUOTE PRE CODE ' +
    'HR UL OL LI DL DT DD A TABLE THEAD TBODY TFOOT TR TH TD CAPTION CENTER IMG FIGURE FIGCAPTION DETAILS SUMMARY').split(' '));
  const attributes = new Set(['href', 'title', 'rel', 'target', 'start', 'colspan', 'rowspan', 'src', 'alt', 'width',
    'height', 'loading', 'referrerpolicy']);
  const wrong = [];
  if (window.pwned !== undefined) wrong.push('a script ran');
  for (const element of document.querySelectorAll('.text *, h1 *, .who h2 *, .files bdi *, .facts bdi *, title *')) {
    if (element.closest('h1, .who, .files, .facts') !== null && element.tagName === 'BDI') continue;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !allowed.has(element.tagName))
      wrong.push('element ' + element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes) {
      const isOurs = name === 'class' && element.tagName === 'A' && value === 'said';
      if (!attributes.has(name) && !isOurs) wrong.push('attribute ' + name + ' of ' + element.outerHTML.slice(0, 200));
      if (name === 'href' && !/^(https?:|mailto:)/.test(element.protocol)) wrong.push('link ' + value.slice(0, 200));
      if (name === 'src' && !/^ticketfile/.test(value) && element.src.startsWith(location.origin) === false) wrong.push('picture ' + value);
    }
  }
  for (const link of document.querySelectorAll('.text a[href]'))
    if (link.rel !== 'noopener noreferrer nofollow') wrong.push('rel of ' + link.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], link, svg, math, template, dialog, frame'))
    wrong.push('element ' + element.outerHTML.slice(0, 200));
  for (const script of document.scripts) if (new URL(script.src).origin !== location.origin) wrong.push('script ' + script.src);
  for (const form of document.forms)
    if (new URL(form.action).origin !== location.origin || form.closest('.text') !== null) wrong.push('form ' + form.action);
  for (const card of document.querySelectorAll('.card'))
    if (card.closest('main').id !== 'content' || card.parentElement.closest('.card') !== null) wrong.push('card ' + card.id);
  // Opened, nothing may reach beyond the message: no text over another's.
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const text of document.querySelectorAll('.text')) {
    const outer = text.closest('.card').getBoundingClientRect();
    const inner = text.getBoundingClientRect();
    if (inner.left < outer.left || inner.right > outer.right + 1) wrong.push('wider than its card: ' + text.textContent.slice(0, 60));
  }
  return { wrong, cards: document.querySelectorAll('article.card').length };
})()`;

describeInBrowser('hostile texts on the pages', () => {
  const world = useWorld((config) => {
    config.trustedProxies = ['127.0.0.0/8', '::1/128'];
  });
  const browser = useBrowser();
  let ways: HostileWay[];

  beforeAll(async () => {
    await world.serve();
    ways = await hostileWays(world);
  });

  /** Makes one ticket of many: the tickets of one way show all subjects, and a page for each of the others takes minutes. */
  async function merge([ticketid, ...others]: number[]): Promise<void> {
    for (let at = 0; at < others.length; at += 50) {
      await world.done('MergeTicket', { ticketid, mergeticketids: others.slice(at, at + 50).join(',') });
    }
  }

  /** Looks at a page, which must have nothing but what it may. @returns its number of messages */
  async function look(page: Page, address: string): Promise<{ wrong: string[]; cards: number }> {
    await page.goto(world.url + address);
    await page.mouse.move(180, 300);
    const seen = await page.evaluate<{ wrong: string[]; cards: number }>(INSPECT);
    if (page.url() !== world.url + address) seen.wrong.push(`led to ${page.url()}`);
    const width = await widthOf(page);
    if (width > 360) seen.wrong.push(`${width} pixels wide`);
    return seen;
  }

  test('run nothing, load nothing and stay in their place, whichever way they came', async () => {
    const sentOf = new Map<number, string[]>();
    const refused: string[] = [];
    for (const [at, way] of ways.entries()) {
      // One of the APIs lets nobody call more than 300 times a minute.
      world.now = new Date(world.now.getTime() + 120_000);
      for (const text of HOSTILE_TEXTS) {
        const note = `${way.name}: ${text.slice(0, 60)}`;
        const id = await way.send(text).catch((error: Error) => {
          refused.push(`${note}: ${error.message}`);
          return undefined;
        });
        if (id !== undefined) sentOf.set(id, [...(sentOf.get(id) ?? []), note]);
      }
      if (at > 0) await merge([...sentOf].flatMap(([id, [note]]) => (note?.startsWith(`${way.name}:`) ? [id] : [])));
    }
    expect(refused).toEqual([]);
    const rows = await world.rows<{ id: number; tid: string; c: string; count: number }>(
      `select t.id, t.number as tid, t.access_code as c, count(*)::int as count from tickets t
       join messages m on m.ticket_id = t.id group by t.id order by t.id`,
    );
    const messages = rows.reduce((sum, { count }) => sum + count, 0);
    expect(messages).toBeGreaterThan(ways.length * HOSTILE_TEXTS.length);

    // With a script that is turned off nothing proves anything, so scripts may run.
    const { page, problems, asked, close } = await openPage(browser(), { viewport: { width: 360, height: 800 } });
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const wrong: string[] = [];
    let cards = 0;
    for (const ticket of rows) {
      let address: string | undefined = linkTo(ticket);
      while (address !== undefined) {
        const seen = await look(page, address);
        cards += seen.cards;
        if (seen.wrong.length > 0) wrong.push(`${sentOf.get(ticket.id)?.[0] ?? address}: ${seen.wrong.join('; ')}`);
        const older: string | null = await page.evaluate<string | null>(
          `document.querySelector('.pages a[href*="before="]:not([href*="print"])')?.getAttribute('href') ?? null`,
        );
        address = older === null ? undefined : `/${older}`;
      }
    }
    expect(wrong).toEqual([]);
    expect(cards).toBe(messages);
    expect(dialogs).toEqual([]);
    expect(asked.filter((url) => new URL(url).origin !== world.url)).toEqual([]);
    // A preview of a file that only has the name of a picture is 404. Nothing else may have failed, or been blocked.
    expect(problems.filter((text) => !/status of 404/.test(text))).toEqual([]);
    await close();
  });

  test('load pictures of other servers when the reader asks, without saying where from', async () => {
    const mail = ways.find(({ name }) => name === 'a mail');
    const id = await mail?.send(
      `<img src="http://${EVIL}/pixel.gif"><img src="//${EVIL}/other.gif" onerror="window.pwned=1">`,
    );
    const [ticket] = await world.rows<{ tid: string; c: string }>(
      'select number as tid, access_code as c from tickets where id = $1',
      [id],
    );
    const { page, context, close } = await openPage(browser());
    const headers: Record<string, string>[] = [];
    await context.route(`https://${EVIL}/**`, async (route) => {
      headers.push(await route.request().allHeaders());
      await route.fulfill({ status: 404, body: '' });
    });
    await page.goto(world.url + linkTo(ticket!));
    await page.evaluate(INSPECT);
    expect(headers).toEqual([]);
    await page.locator('a[href*="images="]').click();
    await page.waitForURL(/images=/);
    await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
    await page.locator(`img[src="https://${EVIL}/other.gif"]`).first().scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    expect(headers.length).toBeGreaterThan(0);
    for (const sent of headers) expect(JSON.stringify(sent)).not.toMatch(/referer|viewticket|cookie/i);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    await close();
  });
});
