/** Live, because replies wait for ten seconds, and because it kills a server. */
import type { Page } from 'playwright-core';
import { freePort } from '../../bench/pgbouncer';
import { describeInBrowser, openPage, useBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let port: string;
let server: ServerProcess;

const PASSWORD = 'Right-Password-1';

const call = async (action: string, fields: Record<string, string> = {}) => {
  const reply = await callServer(server.url, { action, ...fields });
  if (reply?.answer.result !== 'success') throw new Error(`${action}: ${String(reply?.answer.message)}`);
  return reply.answer;
};

beforeAll(async () => {
  // Drafts belong to an origin, and so to a port.
  port = String(await freePort());
  server = await startServerProcess(folder, { PORT: port });
  await call('AddRole', { name: 'agents', actions: '*' });
  const jo = { adminusername: 'jo', firstname: 'Jo', lastname: 'Doe', password2: PASSWORD, roles: 'agents' };
  await call('AddAdmin', jo);
});

afterAll(() => kill(server?.child.pid, 'SIGTERM'));

const opened = async (subject: string): Promise<string> =>
  String((await call('OpenTicket', { ...guestTicket(subject), noemail: 'true' })).id);

const replies = async (ticketid: string) => {
  const { replies: shown } = await call('GetTicket', { ticketid });
  return (shown as { reply: { message: string }[] }).reply.slice(1).map(({ message }) => message);
};

async function signIn(page: Page): Promise<void> {
  await page.goto(`${server.url}/admin/sign-in`);
  await page.getByLabel('User name').fill('jo');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/admin/');
}

const send = (page: Page) => page.locator('[data-key=send-reply]').click();

describeInBrowser('an agent at a ticket', () => {
  const browser = useBrowser();

  test('undoes a reply, changes it, and sees it sent without touching anything', async () => {
    const id = await opened('undo');
    const { page, problems, close } = await openPage(browser(), { locale: 'en-GB' });
    await signIn(page);
    await page.goto(`${server.url}/admin/tickets/${id}`);
    await page.getByLabel('Your reply').fill('First **words**');
    await page.locator('details.reply [data-preview]').click();
    await page.locator('output strong').getByText('words').waitFor();
    await send(page);
    await page.getByText(/^Your reply is sent in \d+ s\.$/).waitFor();
    // The form is empty for the next one.
    expect(await page.getByLabel('Your reply').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL(/taken=/);
    const field = page.getByLabel('Your reply');
    await eventually(async () => (await field.inputValue()) === 'First **words**');
    expect(await replies(id)).toEqual([]);
    await field.fill('Better words');
    await send(page);
    await page.getByText(/^Your reply is sent in \d+ s\.$/).waitFor();
    await page.locator('article').getByText('Better words').waitFor();
    await eventually(async () => (await page.locator('undo-bar').count()) === 0);
    expect(await replies(id)).toEqual(['Better words']);
    expect(problems).toEqual([]);
    await close();
  });

  test('tries again with the button that was pressed, and sends once what had arrived', async () => {
    const id = await opened('lost answer');
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    await signIn(page);
    await page.goto(`${server.url}/admin/tickets/${id}`);
    const field = page.getByLabel('Your reply');
    await field.fill('Once');
    await page.route('**/reply', async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort();
    });
    await page.getByRole('button', { name: 'Send and close' }).click();
    await page.getByText('Not sent yet. We keep your text.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(/^Your reply is sent in \d+ s\.$/).waitFor();
    await eventually(async () => (await field.inputValue()) === '');
    await eventually(async () => (await page.locator('undo-bar').count()) === 0);
    expect(await replies(id)).toEqual(['Once']);
    expect((await call('GetTicket', { ticketid: id })).status).toBe('Closed');
    expect(await field.inputValue()).toBe('');
    expect(page.context().pages()).toHaveLength(1);
    await close();
  });

  test('is not disturbed while writing by a reply that is sent meanwhile', async () => {
    const id = await opened('writing');
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    await signIn(page);
    await page.goto(`${server.url}/admin/tickets/${id}`);
    await page.getByLabel('Your reply').fill('Sent');
    await send(page);
    await page.getByText(/^Your reply is sent in \d+ s\.$/).waitFor();
    await page.locator('details.note > summary').click();
    await page.keyboard.type('A note about it, ');
    await eventually(async () => (await replies(id)).length === 1);
    await page.keyboard.type('written all the while');
    expect(await page.getByLabel('Your note, which only staff sees').inputValue()).toBe(
      'A note about it, written all the while',
    );
    await close();
  });

  test('finds what was begun on another device, although the server was killed', async () => {
    const id = await opened('draft');
    const first = await openPage(browser(), { locale: 'en-GB' });
    await signIn(first.page);
    await first.page.goto(`${server.url}/admin/tickets/${id}`);
    await first.page.getByLabel('Your reply').pressSequentially('Begun at the desk');
    await eventually(async () => {
      const page = await openPage(browser(), { locale: 'en-GB' });
      await signIn(page.page);
      await page.page.goto(`${server.url}/admin/tickets/${id}`);
      const found = await page.page.getByLabel('Your reply').inputValue();
      await page.close();
      return found === 'Begun at the desk';
    });
    kill(server.child.pid, 'SIGKILL');
    await server.ended;
    await first.page.getByLabel('Your reply').pressSequentially(', and on');
    server = await startServerProcess(folder, { PORT: port });
    await first.page.reload();
    expect(await first.page.getByLabel('Your reply').inputValue()).toBe('Begun at the desk, and on');
    await first.close();
    const second = await openPage(browser(), { locale: 'en-GB' });
    await signIn(second.page);
    await second.page.goto(`${server.url}/admin/tickets/${id}`);
    expect(await second.page.getByLabel('Your reply').inputValue()).toContain('Begun at the desk');
    await second.close();
  });

  test('answers a ticket whose customer was faster, without a script', async () => {
    const id = await opened('no script');
    const { page, close } = await openPage(browser(), { locale: 'en-GB', javaScriptEnabled: false });
    await signIn(page);
    await page.goto(`${server.url}/admin/tickets/${id}`);
    await page.getByLabel('Your reply').fill('Mine');
    const more = { name: 'Ann', email: 'ann@example.com', message: 'Never mind', noemail: 'true' };
    await call('AddTicketReply', { ticketid: id, ...more });
    await send(page);
    await page.getByText('somebody has replied meanwhile').waitFor();
    await page.getByText('Never mind').first().waitFor();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Mine');
    await send(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Mine');
    await send(page);
    await eventually(async () => (await replies(id)).length === 2);
    await close();
  });
});
