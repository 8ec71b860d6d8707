/** Lives here because it needs a browser with a dozen tabs, which takes half a minute. */
import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { type StaffBrowser, staffBrowser } from '../support/staff-session';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.database.poolSize = 6;
});

/** A page of the console whose content the test decides: it changes as the queue and tickets do, at will. */
let content = '';
let asked: Page[] = [];

async function tabsOf(context: BrowserContext, who: StaffBrowser, count: number): Promise<Page[]> {
  const cookie = who.headers.Cookie.split('=');
  await context.addCookies([{ name: cookie[0]!, value: cookie[1]!, url: world.url }]);
  const { text } = await world.send('/admin/presence', { method: 'POST', headers: who.headers });
  await context.route(`${world.url}/admin/try**`, (route) => {
    asked.push(route.request().frame().page());
    return route.fulfill({
      contentType: 'text/html',
      body: text.replace(/<main[\s\S]*<\/main>/, () => `<main id="content">${content}</main>`),
    });
  });
  return Promise.all(
    Array.from({ length: count }, async () => {
      const page = await context.newPage();
      await page.goto(`${world.url}/admin/try`);
      return page;
    }),
  );
}

describeInBrowser('live pages', () => {
  const browser = useBrowser();
  let context: BrowserContext;

  beforeEach(async () => {
    await world.serve();
    context = await browser().newContext();
    context.setDefaultTimeout(100_000);
  });
  afterEach(() => context.close());

  /** Opens a page of the console as it is. */
  async function openAs(who: StaffBrowser, path: string): Promise<Page> {
    const [name = '', value = ''] = who.headers.Cookie.split('=');
    await context.addCookies([{ name, value, url: world.url }]);
    const tab = await context.newPage();
    await tab.goto(world.url + path);
    return tab;
  }

  const sam = (ticketid: number, state: string) => world.done('SetTicketPresence', { ticketid, state }, 'sam');
  const note = (ticketid: number) => world.done('AddTicketNote', { ticketid, message: 'Note' });
  let jo: number;

  beforeAll(async () => {
    jo = await world.admin('jo');
    await world.admin('sam');
  });

  test('twelve tabs share one stream, and all stay live when the one that has it is closed', async () => {
    const leaders: Page[] = [];
    context.on('request', (request) => {
      if (request.url().includes('/admin/events')) leaders.push(request.frame().page());
    });
    const { id } = await world.ticket();
    content = `<div data-live-queue><p data-ticket="${id}"><span data-presence="${id}"></span></p></div>`;
    const tabs = await tabsOf(context, await staffBrowser(world, jo), 12);
    const shows = (page: Page) => page.locator('[data-presence] .person').count();
    const allShow = (count: number) =>
      eventually(async () => (await Promise.all(tabs.map(shows))).every((shown) => shown === count));
    await sam(id, 'typing');
    await allShow(1);
    expect(leaders).toHaveLength(1);
    for (let closed = 0; tabs.length > 1; closed++) {
      const leader = leaders.at(-1) as Page;
      tabs.splice(tabs.indexOf(leader), 1);
      await leader.close();
      await sam(id, closed % 2 === 0 ? 'away' : 'typing');
      await allShow(closed % 2);
    }
    expect(leaders).toHaveLength(12);
  });

  test('a change is not missed between the tab that is closed and the one that takes over', async () => {
    const { id } = await world.ticket();
    const part = (text: string) => `<div data-live-ticket="${id}"><p data-live="text">${text}</p></div>`;
    content = part('at first');
    const [first, second] = await tabsOf(context, await staffBrowser(world, jo), 2);
    for (let turn = 0; turn < 3; turn++) {
      content = part(`change ${turn}`);
      // Nobody waits: the change may come before, while or after the other takes over.
      await Promise.all([turn === 1 ? first!.close() : undefined, note(id)]);
      await second!.getByText(`change ${turn}`).waitFor();
    }
  });

  test('tags that others add while somebody edits them stay, whether the page has learnt of them or not', async () => {
    const { id } = await world.ticket();
    await world.done('UpdateTicket', { ticketid: id, tags: ['a', 'gone'] });
    const tab = await openAs(await staffBrowser(world, jo), `/admin/tickets/${id}`);
    await tab.locator('summary[data-key="tags"]').click();
    await tab.locator('#fact-tags').fill('a, new');
    await world.done('UpdateTicket', { ticketid: id, addtags: ['theirs'], subject: 'Another subject' }, 'sam');
    await tab.getByText('Another subject').first().waitFor();
    await tab.locator('#fact-tags').press('Enter');
    await eventually(async () => {
      const { tags } = await world.done('GetTicketConversation', { ticketid: id });
      return JSON.stringify(tags) === JSON.stringify({ tag: ['a', 'theirs', 'new'] });
    });
  });

  test('focus, selection, draft, scroll position and what was opened stay while a page changes', async () => {
    const { id } = await world.ticket();
    const rows = (words: string) =>
      Array.from(
        { length: 60 },
        (_, at) => `<p id="row-${at}" data-ticket="${at === 7 ? id : 0}">Row ${at} ${words}</p>`,
      );
    const page = (words: string, more = '') => `<div data-live-queue>
      <div data-live="list">${more}${rows(words).join('')}
        <p id="quoted">Words that somebody selects, to quote them</p>
        <details id="more"><summary>More</summary>Opened</details>
        <input id="box" type="checkbox"><input id="field" value="as it was"></div>
      <textarea id="draft"></textarea></div>`;
    content = page('old');
    const [tab] = await tabsOf(context, await staffBrowser(world, jo), 1);
    await tab!.locator('summary').click();
    await tab!.locator('#box').check();
    await tab!.locator('#field').fill('half wri');
    await tab!.locator('#draft').fill('A draft that nobody has sent');
    await tab!.evaluate(`(() => {
      const draft = document.getElementById('draft');
      draft.focus();
      draft.setSelectionRange(2, 7);
      window.scrollTo(0, 500);
    })()`);
    const state = () =>
      tab!.evaluate(`(() => {
        const draft = document.getElementById('draft');
        return {
          focus: document.activeElement.id, value: draft.value, range: [draft.selectionStart, draft.selectionEnd],
          scroll: window.scrollY, open: document.getElementById('more').open,
          box: document.getElementById('box').checked, field: document.getElementById('field').value,
        };
      })()`);
    const before = await state();
    content = page('new');
    await note(id);
    await tab!.getByText('Row 59 new').waitFor({ state: 'attached' });
    expect(await state()).toEqual(before);
    expect(before).toMatchObject({
      focus: 'draft',
      range: [2, 7],
      scroll: 500,
      open: true,
      box: true,
      field: 'half wri',
    });

    // Words that are selected stay selected, and a row above moves nothing that is looked at.
    const selected = () => tab!.evaluate<string>('String(getSelection())');
    await tab!.evaluate(`(() => {
      const quoted = document.getElementById('quoted');
      quoted.scrollIntoView();
      getSelection().selectAllChildren(quoted);
    })()`);
    const top = () => tab!.evaluate<number>(`document.getElementById('quoted').getBoundingClientRect().top`);
    const at = await top();
    content = page('newer', '<p id="row-new">A new row</p>');
    await note(id);
    await tab!.locator('#row-new').waitFor({ state: 'attached' });
    expect(await selected()).toBe('Words that somebody selects, to quote them');
    expect(Math.abs((await top()) - at)).toBeLessThan(2);
  });

  test('a page asks at most once a second, not while it is hidden, and not for what it does not show', async () => {
    const [shown, elsewhere] = [await world.ticket(), await world.ticket()];
    const part = (text: string) => `<div data-live-ticket="${shown.id}"><p data-live="text">${text}</p></div>`;
    content = part('at first');
    const [tab, other] = (await tabsOf(context, await staffBrowser(world, jo), 2)) as [Page, Page];
    const askedBy = (page: Page) => asked.filter((one) => one === page).length;
    const began = performance.now();
    asked = [];
    await note(elsewhere.id);
    for (let count = 0; count < 20; count++) {
      content = part(`change ${count}`);
      await note(shown.id);
    }
    await tab.getByText('change 19').waitFor();
    expect(askedBy(tab)).toBeLessThanOrEqual(2 + (performance.now() - began) / 1_000);

    // Chromium never hides a page that a test opened.
    const hide = (isHidden: boolean) =>
      tab.evaluate(`(() => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: ${isHidden} });
        document.dispatchEvent(new Event('visibilitychange'));
      })()`);
    await other.getByText('change 19').waitFor();
    await hide(true);
    asked = [];
    // Twice, because a page rests after the first time: by then, the other would have asked as well.
    for (const text of ['while hidden', 'and again']) {
      content = part(text);
      await note(shown.id);
      await other.getByText(text).waitFor();
    }
    expect(askedBy(tab)).toBe(0);
    await hide(false);
    await tab.getByText('and again').waitFor();
    expect(askedBy(tab)).toBe(1);
  });

  test('says calmly that the connection is lost, and catches up when it is back', async () => {
    const { id } = await world.ticket();
    const part = (text: string) => `<div data-live-ticket="${id}"><p data-live="text">${text}</p></div>`;
    content = part('at first');
    let isDown = true;
    await context.route('**/admin/events**', (route) => (isDown ? route.abort() : route.continue()));
    const [tab] = (await tabsOf(context, await staffBrowser(world, jo), 1)) as [Page];
    await tab.getByText('The connection is lost').waitFor();
    content = part('meanwhile');
    await note(id);
    isDown = false;
    await tab.getByText('meanwhile').waitFor();
    await eventually(async () => (await tab.locator('#live').textContent()) === '');
  });

  test('tells others who looks at a ticket, who types there, and who left', async () => {
    const { id } = await world.ticket();
    content = `<div data-live-ticket="${id}"><p role="status" data-presence-sentence="${id}"></p>
      <form data-kind="reply"><textarea></textarea></form></div>`;
    const states = async () => {
      const answer = await world.done('GetTicketPresence', { ticketids: id });
      return (answer.people as { person: { adminid: number; state: string }[] }).person.map(({ state }) => state);
    };
    const becomes = (state: string) => eventually(async () => (await states()).join() === state);
    const [tab, same] = (await tabsOf(context, await staffBrowser(world, jo), 2)) as [Page, Page];
    await becomes('viewing');
    await tab.locator('textarea').pressSequentially('Dear');
    await becomes('typing');
    // Nobody is told of themselves.
    await sam(id, 'viewing');
    await tab.getByText('Here now: \u2068Jo Admin\u2069', { exact: true }).waitFor();

    // The other tab says that it is still there.
    await tab.close();
    await becomes('viewing,viewing');
    await same.close();
    await becomes('viewing');
  });

  test('the page of a ticket shows what arrives while somebody answers, and loses nothing of the answer', async () => {
    const { id } = await world.ticket();
    const tab = await openAs(await staffBrowser(world, jo), `/admin/tickets/${id}`);
    await tab.locator('summary[data-key=reply]').click();
    const answer = tab.locator('#reply-message');
    await answer.pressSequentially('Dear Ann, this is not sent yet');
    await tab.evaluate(`document.getElementById('reply-message').setSelectionRange(5, 8)`);
    await eventually(async () => {
      const { people } = await world.done('GetTicketPresence', { ticketids: id });
      return (people as { person: { state: string }[] }).person[0]?.state === 'typing';
    });
    await sam(id, 'typing');
    await tab.getByText('Writing: \u2068Jo Admin\u2069', { exact: true }).waitFor();
    const customer = { name: 'Guest', email: 'guest@example.com' };
    await world.done('AddTicketReply', { ticketid: id, message: 'One more thing', ...customer });
    await tab.getByText('One more thing').waitFor();
    expect(
      await tab.evaluate(
        `(({ activeElement: field }) => [field.id, field.value, field.selectionStart, field.selectionEnd])(document)`,
      ),
    ).toEqual(['reply-message', 'Dear Ann, this is not sent yet', 5, 8]);
  });

  test('a list without marked parts changes as a whole, and its row comes and goes', async () => {
    const { id } = await world.ticket();
    const list = (rows: string) =>
      `<div data-live-queue><input id="q" value="status:open"><table>${rows}</table></div>`;
    content = list('<tr id="ticket-0" data-ticket="0"><td>Another</td></tr>');
    const [tab] = (await tabsOf(context, await staffBrowser(world, jo), 1)) as [Page];
    await tab.locator('#q').fill('status:op');
    content = list(`<tr id="ticket-${id}" data-ticket="${id}"><td>Has come</td></tr>`);
    await world.done('UpdateTicket', { ticketid: id, status: 'Answered' });
    await tab.getByText('Has come').waitFor();
    expect(await tab.getByText('Another').count()).toBe(0);
    expect(await tab.locator('#q').inputValue()).toBe('status:op');
  });

  test('the queue shows new tickets and who looks at them, and keeps the row that is selected', async () => {
    const { id } = await world.ticket({ subject: 'The first of two' });
    const tab = await openAs(await staffBrowser(world, jo), '/admin/?view=open');
    const box = tab.locator(`#ticket-${id} input[type=checkbox]`);
    await box.check();
    const next = await world.ticket({ subject: 'The second of two' });
    await tab.getByText('The second of two').waitFor();
    await sam(next.id, 'typing');
    await tab.locator(`#ticket-${next.id} .person[data-state=typing]`).waitFor();
    expect(await box.isChecked()).toBe(true);
    expect(await tab.evaluate(`document.activeElement === document.querySelector('#ticket-${id} input')`)).toBe(true);
  });
});
