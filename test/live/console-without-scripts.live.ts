/** Live, because a dozen tasks in a browser take a minute. Its scripts are off. */
import type { Page } from 'playwright-core';
import { describeInBrowser, type OpenPage, openPage, useBrowser } from '../support/browser';
import { agentWith } from '../support/console-browser';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

const world = useWorld();

const PASSWORD = 'correct horse battery';

describeInBrowser('the twelve most frequent tasks without scripts', () => {
  const browser = useBrowser();
  let opened: OpenPage;
  let page: Page;
  let jo: number;

  const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
  const ticketNow = (id: number) => world.done('GetTicket', { ticketid: id });
  /** A new ticket, on its page. */
  const openNew = async (subject: string): Promise<number> => {
    const { id } = await world.ticket({ subject, noemail: true });
    await page.goto(`${world.url}/admin/tickets/${id}`);
    return id;
  };
  const messages = async (id: number): Promise<unknown[]> =>
    (await world.rows('select body from messages where ticket_id = $1 and not is_first', [id])).map(({ body }) => body);

  beforeAll(async () => {
    await world.serve();
    jo = await agentWith(world, 'jo', PASSWORD);
    await world.department({ name: 'Billing' });
    opened = await openPage(browser(), { locale: 'en-GB', javaScriptEnabled: false });
    page = opened.page;
  });

  afterAll(() => opened?.close());

  const tasks: [task: string, work: () => Promise<void>][] = [
    [
      'sign in',
      async () => {
        await page.goto(`${world.url}/admin/`);
        await page.getByLabel('User name').fill('jo');
        await page.getByLabel('Password').fill(PASSWORD);
        await button('Sign in').click();
        await page.waitForURL('**/admin/');
      },
    ],
    [
      'find a ticket in the queue and open it',
      async () => {
        const { id } = await world.ticket({ subject: 'Alder burns', noemail: true });
        await page.goto(`${world.url}/admin/`);
        await page.getByRole('searchbox').fill('alder');
        await page.getByRole('searchbox').press('Enter');
        await page.getByRole('link', { name: 'Alder burns' }).click();
        await page.waitForURL(`**/admin/tickets/${id}**`);
      },
    ],
    [
      'reply',
      async () => {
        const id = await openNew('Reply');
        await page.getByLabel('Your reply').fill('Switch it off.');
        await button('Send').click();
        await button('Undo').waitFor();
        world.now = new Date(world.now.getTime() + 11_000);
        await eventually(async () => (await messages(id)).length === 1);
      },
    ],
    [
      'take a reply back',
      async () => {
        const id = await openNew('Take back');
        await page.getByLabel('Your reply').fill('Too early.');
        await button('Send').click();
        await button('Undo').click();
        expect(await page.getByLabel('Your reply').inputValue()).toBe('Too early.');
        expect(await messages(id)).toEqual([]);
      },
    ],
    [
      'read what arrived before a reply that was stopped, and send it all the same',
      async () => {
        const id = await openNew('Stale');
        await page.getByLabel('Your reply').fill('I did not see it.');
        await world.done('AddTicketReply', {
          ...{ ticketid: id, name: 'Gus', email: 'gus@example.com', message: 'It is solved!', noemail: true },
        });
        await button('Send').click();
        await page.getByText('It is solved!').first().waitFor();
        expect(await page.getByLabel('Your reply').inputValue()).toBe('I did not see it.');
        await button('Send').click();
        await button('Undo').waitFor();
      },
    ],
    [
      'add a note',
      async () => {
        const id = await openNew('Note');
        await page.locator('summary[data-key=note]').click();
        await page.getByLabel('Your note').fill('She called.');
        await button('Add note').click();
        await page.getByText('She called.').first().waitFor();
        expect(await world.rows('select body from notes where ticket_id = $1', [id])).toEqual([
          { body: 'She called.' },
        ]);
      },
    ],
    [
      'assign to myself',
      async () => {
        const id = await openNew('Mine');
        await button('Assign to me').click();
        expect((await ticketNow(id)).flag).toBe(jo);
      },
    ],
    [
      'change the status',
      async () => {
        const id = await openNew('Status');
        await page.locator('select[data-key=status]').selectOption({ label: 'On Hold' });
        await page.locator('form:has(select[data-key=status]) button').click();
        expect((await ticketNow(id)).status).toBe('On Hold');
      },
    ],
    [
      'move to another department',
      async () => {
        const id = await openNew('Department');
        await page.locator('select[data-key=department]').selectOption({ label: 'Billing' });
        await page.locator('form:has(select[data-key=department]) button').click();
        expect((await ticketNow(id)).deptname).toBe('Billing');
      },
    ],
    [
      'change the tags',
      async () => {
        const id = await openNew('Tags');
        await page.locator('summary[data-key=tags]').click();
        await page.locator('input[name=tags]').fill('printer, urgent');
        await page.locator('form:has(input[name=tags]) button').click();
        expect(await world.rows('select 1 from ticket_tags where ticket_id = $1', [id])).toHaveLength(2);
      },
    ],
    [
      'snooze',
      async () => {
        const id = await openNew('Snooze');
        await page.locator('summary[data-key=snooze]').click();
        await button('Tomorrow morning').click();
        const sql = 'select 1 from tickets where id = $1 and frozen_until is not null';
        expect(await world.rows(sql, [id])).toHaveLength(1);
      },
    ],
    [
      'close, and sign out',
      async () => {
        const id = await openNew('Close');
        await button('Close').click();
        expect((await ticketNow(id)).status).toBe('Closed');
        await button('Sign out').click();
        await page.waitForURL('**/admin/sign-in**');
      },
    ],
  ];

  test.each(tasks)('%s', async (_task, work) => {
    await work();
  });
});
