/** Live, because thirty tasks in a browser take a minute. No test here touches a mouse: everything goes through the keyboard. */
import type { Page } from 'playwright-core';
import { describeInBrowser, type OpenPage, openPage, useBrowser } from '../support/browser';
import { agentWith } from '../support/console-browser';
import { eventually } from '../support/eventually';
import { tabTo, typeInto } from '../support/keyboard';
import { useWorld } from '../support/world';

const world = useWorld();

const PASSWORD = 'correct horse battery';

interface Shown {
  status: string;
  priority: string;
  deptid: number;
  flag: number;
}

describeInBrowser('daily work by keyboard alone', () => {
  const browser = useBrowser();
  let opened: OpenPage;
  let page: Page;
  let jo: number;
  let ann: number;

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string): Promise<void> => page.keyboard.type(text);
  /** Waits until nothing is on its way: people look before they press the next key. */
  const settled = (): Promise<void> => page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  const focused = (): Promise<string> =>
    page.evaluate<string>(
      "document.activeElement.closest('[data-ticket]')?.dataset.ticket ?? document.activeElement.tagName.toLowerCase()",
    );
  const ticketNow = async (id: number): Promise<Shown> =>
    (await world.done('GetTicket', { ticketid: id })) as unknown as Shown;
  /** Waits until a form has changed a ticket, and its answer is on the page. */
  const until = async (id: number, is: (ticket: Shown) => boolean): Promise<void> => {
    await eventually(async () => is(await ticketNow(id)));
    await page.waitForURL(/[?&]done=/);
    await settled();
  };
  const messages = async (id: number): Promise<unknown[]> =>
    (await world.rows('select body from messages where ticket_id = $1 and not is_first order by id', [id])).map(
      ({ body }) => body,
    );
  const notes = async (id: number): Promise<unknown[]> =>
    (await world.rows('select body from notes where ticket_id = $1 order by id', [id])).map(({ body }) => body);
  /** A new ticket with this subject, opened by its number through the palette. */
  const openNew = async (subject: string): Promise<number> => {
    const { id, tid } = await world.ticket({ subject, noemail: true });
    await settled();
    await press('Control+k');
    await type(tid);
    await press('Enter');
    await page.waitForURL(`**/admin/tickets/${id}`);
    await page.getByRole('heading', { name: subject, level: 1 }).waitFor();
    await settled();
    return id;
  };
  /** The queue with these tickets alone, the newest last. */
  const queueOf = async (word: string, count: number): Promise<number[]> => {
    const ids: number[] = [];
    for (let index = 1; index <= count; index += 1) {
      ids.push((await world.ticket({ subject: `${word} number ${index}`, noemail: true })).id);
    }
    await settled();
    await press('g', 'i');
    await page.waitForURL(({ pathname, search }) => pathname === '/admin/' && search === '');
    await settled();
    await press('/');
    await page.locator('#q:focus').waitFor();
    await page.keyboard.press('Control+a');
    await type(`subject:${word}`);
    await press('Enter');
    await page.waitForURL(new RegExp(`q=subject%3A${word}`));
    await page.getByRole('link', { name: `${word} number ${count}` }).waitFor();
    await settled();
    if (await page.evaluate<boolean>("document.activeElement.id === 'q'")) await press('Escape');
    return ids;
  };

  beforeAll(async () => {
    await world.serve();
    [jo, ann] = [await agentWith(world, 'jo', PASSWORD), await agentWith(world, 'ann', PASSWORD)];
    await world.change(`update staff set first_name = 'Ann', last_name = 'Lee' where id = $1`, [ann]);
    await world.department({ name: 'Billing' });
    opened = await openPage(browser(), { locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    page = opened.page;
    await page.goto(`${world.url}/admin/`);
  });

  afterAll(() => opened?.close());

  const tasks: [task: string, work: () => Promise<void>][] = [
    [
      'sign in',
      async () => {
        await typeInto(page, 'User name', 'jo');
        await typeInto(page, 'Password', PASSWORD);
        await press('Enter');
        await page.waitForURL('**/admin/');
      },
    ],
    [
      'move in the queue and open a ticket',
      async () => {
        const ids = await queueOf('alder', 3);
        const order = await page
          .locator('[data-row]')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-ticket')));
        expect(order.toSorted()).toEqual(ids.map(String).toSorted());
        await press('j', 'j');
        expect(await focused()).toBe(order[1]);
        await press('k', 'ArrowDown', 'ArrowDown');
        expect(await focused()).toBe(order[2]);
        await press('Enter');
        await page.waitForURL(`**/admin/tickets/${order[2]}**`);
      },
    ],
    [
      'go back to the queue, where the ticket has the focus',
      async () => {
        const id = /tickets\/(\d+)/.exec(page.url())?.[1];
        await press('u');
        await page.waitForURL(/\/admin\/(\?|$)/);
        await eventually(async () => (await focused()) === id);
      },
    ],
    [
      'reply',
      async () => {
        const id = await openNew('Reply to me');
        await press('r');
        await type('Please switch it off.');
        await press('Control+Enter');
        await page.getByRole('button', { name: 'Undo' }).waitFor();
        world.now = new Date(world.now.getTime() + 11_000);
        await eventually(async () => (await messages(id)).length === 1);
        expect(await messages(id)).toEqual(['Please switch it off.']);
      },
    ],
    [
      'take a reply back',
      async () => {
        const id = await openNew('Not so fast');
        await press('r');
        await type('Too early.');
        await press('Control+Enter');
        await page.getByRole('button', { name: 'Undo' }).waitFor();
        await press('Control+z');
        await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
        expect(await page.getByLabel('Your reply').inputValue()).toBe('Too early.');
        world.now = new Date(world.now.getTime() + 11_000);
        expect(await messages(id)).toEqual([]);
      },
    ],
    [
      'send a reply later',
      async () => {
        const id = await openNew('Later is fine');
        await press('r');
        await type('See you then.');
        await press('Escape', 'e');
        await page.locator('#reply-when:focus').waitFor();
        await type('In two');
        await press('Control+Enter');
        await page.getByText('Your reply will be sent').waitFor();
        const [row] = await world.rows<{ due: boolean }>(
          `select due_at > created_at + interval '1 hour' as due from scheduled_replies where ticket_id = $1`,
          [id],
        );
        expect(row).toEqual({ due: true });
      },
    ],
    [
      'add a note',
      async () => {
        const id = await openNew('Note this');
        await press('n');
        await type('She called.');
        await press('Control+Enter');
        await eventually(async () => (await notes(id)).length === 1);
        expect(await notes(id)).toEqual(['She called.']);
      },
    ],
    [
      'keep a draft while looking elsewhere',
      async () => {
        const id = await openNew('Half a reply');
        await press('r');
        await type('Half of it');
        await press('Escape');
        await eventually(
          async () => (await world.rows('select 1 from drafts where ticket_id = $1', [id])).length === 1,
        );
        await press('g', 'i');
        await page.waitForURL(/\/admin\/(\?|$)/);
        await page.goBack();
        await page.getByText('Half of it').first().waitFor();
        expect(await page.getByLabel('Your reply').inputValue()).toBe('Half of it');
      },
    ],
    [
      'assign to myself',
      async () => {
        const id = await openNew('Mine');
        await press('i');
        await until(id, ({ flag }) => flag === jo);
      },
    ],
    [
      'assign to a colleague',
      async () => {
        const id = await openNew('Hers');
        await press('a');
        await type('Ann');
        await press('Enter');
        await until(id, ({ flag }) => flag === ann);
      },
    ],
    [
      'change the status',
      async () => {
        const id = await openNew('Status');
        await press('s');
        await type('On Hold');
        await press('Enter');
        await until(id, ({ status }) => status === 'On Hold');
      },
    ],
    [
      'change the priority',
      async () => {
        const id = await openNew('Priority');
        await press('p');
        await type('High');
        await press('Enter');
        await until(id, ({ priority }) => priority === 'High');
      },
    ],
    [
      'move to another department',
      async () => {
        const id = await openNew('Department');
        await press('d');
        await type('Billing');
        await press('Enter');
        await until(id, ({ deptid }) => deptid !== 1);
      },
    ],
    [
      'change the tags',
      async () => {
        const id = await openNew('Tags');
        await press('t');
        await type('printer, urgent');
        await press('Enter');
        await eventually(
          async () => (await world.rows('select 1 from ticket_tags where ticket_id = $1', [id])).length === 2,
        );
      },
    ],
    [
      'snooze until tomorrow',
      async () => {
        const id = await openNew('Snooze');
        await press('z');
        await tabTo(page, page.getByRole('button', { name: 'Tomorrow morning' }));
        await press('Enter');
        await eventually(
          async () =>
            (await world.rows('select 1 from tickets where id = $1 and frozen_until is not null', [id])).length === 1,
        );
      },
    ],
    [
      'close',
      async () => {
        const id = await openNew('Close me');
        await press('c');
        await until(id, ({ status }) => status === 'Closed');
      },
    ],
    [
      'open a closed ticket again',
      async () => {
        const id = await openNew('Open me');
        await press('c');
        await until(id, ({ status }) => status === 'Closed');
        await press('Control+k');
        await type('reopen');
        await press('Enter');
        await until(id, ({ status }) => status !== 'Closed');
      },
    ],
    [
      'go to the next ticket, and to the one before',
      async () => {
        await queueOf('birch', 2);
        await press('j', 'Enter');
        await page.waitForURL('**/admin/tickets/**');
        const first = page.url();
        await press('Shift+J');
        // The address of the step itself is there for an instant.
        await page.waitForURL((url) => url.href !== first && /tickets\/\d+$/.test(url.pathname));
        await settled();
        await press('Shift+K');
        await page.waitForURL((url) => url.pathname === new URL(first).pathname);
      },
    ],
    [
      'select tickets, also a range and all',
      async () => {
        await queueOf('cedar', 4);
        const selected = () => page.locator('[data-row] input:checked').count();
        await press('j', 'x', 'j', 'j', 'Shift+X');
        expect(await selected()).toBe(3);
        await press('*', 'a');
        expect(await selected()).toBe(4);
        await press('*', 'n');
        expect(await selected()).toBe(0);
      },
    ],
    [
      'search by a condition',
      async () => {
        await queueOf('dogwood', 2);
        expect(await page.locator('[data-row]').count()).toBe(2);
      },
    ],
    [
      'go to my tickets',
      async () => {
        await press('g', 'm');
        await page.getByRole('heading', { name: 'Mine', level: 1 }).waitFor();
      },
    ],
    [
      'go to unassigned tickets',
      async () => {
        await press('g', 'u');
        await page.getByRole('heading', { name: 'Unassigned', level: 1 }).waitFor();
      },
    ],
    [
      'close the selected tickets',
      async () => {
        const ids = await queueOf('elder', 2);
        await press('j', 'x', 'j', 'x', 'c');
        for (const id of ids) await eventually(async () => (await ticketNow(id)).status === 'Closed');
        await settled();
      },
    ],
    [
      'merge another ticket of the requester',
      async () => {
        const other = await world.ticket({ subject: 'The same again', noemail: true });
        await openNew('Merge into me');
        await press('m');
        await page.waitForURL('**/merge');
        await tabTo(page, page.locator(`input[type=checkbox][value="${other.id}"]`));
        await press('Space');
        await tabTo(page, page.locator('section[aria-labelledby=merge] button'));
        await press('Enter');
        await page.waitForURL(/done=merge/);
      },
    ],
    [
      'go to the reports',
      async () => {
        await press('g', 'r');
        await page.waitForURL('**/admin/reports**');
        await page.getByRole('heading', { name: 'Reports', level: 1 }).waitFor();
        await settled();
      },
    ],
    [
      'go to the set-up',
      async () => {
        await press('g', 's');
        await page.waitForURL('**/admin/setup/**');
        await page.getByRole('heading', { level: 1 }).waitFor();
        await settled();
      },
    ],
    [
      'find a command by its name',
      async () => {
        await openNew('By name');
        await press(':');
        await type('note');
        await press('Enter');
        await page.locator('#note-message:focus').waitFor();
        await press('Escape');
      },
    ],
    [
      'see the keys of a page',
      async () => {
        await press('?');
        const dialog = page.getByRole('dialog', { name: 'Keys of this page' });
        await dialog.getByRole('rowheader', { name: 'Reply', exact: true }).waitFor();
        await press('Escape');
        await dialog.waitFor({ state: 'detached' });
      },
    ],
    [
      'delete a ticket, with a question before',
      async () => {
        const id = await openNew('Delete me');
        await press('#');
        await press('Enter');
        await eventually(async () => (await world.call('GetTicket', { ticketid: id })).result === 'error');
      },
    ],
    [
      'sign out',
      async () => {
        await press('g', 'i');
        await page.waitForURL(({ pathname, search }) => pathname === '/admin/' && search === '');
        await settled();
        await press('Control+k');
        await type('sign out');
        await press('Enter');
        await page.waitForURL('**/admin/sign-in**');
      },
    ],
  ];

  test.each(tasks)('%s', async (_task, work) => {
    await work();
    await settled();
    expect(opened.problems.splice(0)).toEqual([]);
  });
});
