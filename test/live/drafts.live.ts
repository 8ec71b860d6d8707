/** Live, because it starts servers and kills them. */
import { freePort } from '../../bench/pgbouncer';
import { describeInBrowser, openPage, useBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';
import { linkTo } from '../support/ticket-page';

const folder = temporaryFolder();
let server: ServerProcess | undefined;

afterAll(() => kill(server?.child.pid, 'SIGTERM'));

describeInBrowser('what is written', () => {
  const browser = useBrowser();

  test('survives kill -9 of the server, and is sent once when it is back', async () => {
    // Drafts belong to an origin, and so to a port.
    const PORT = String(await freePort());
    server = await startServerProcess(folder, { PORT });
    const { url } = server;
    const { answer } = (await callServer(url, guestTicket('kill -9')))!;
    const address = url + linkTo(answer as { tid: string; c: string });
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    await page.goto(address);
    await page.getByLabel('Your reply').pressSequentially('Nothing of this ');
    kill(server.child.pid, 'SIGKILL');
    await server.ended;
    await page.getByLabel('Your reply').pressSequentially('is lost.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Not sent yet. We keep your text.').waitFor();

    server = await startServerProcess(folder, { PORT });
    await page.reload();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('Nothing of this is lost.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Your reply has arrived.').waitFor();
    await eventually(async () => {
      const found = (await callServer(url, { action: 'GetTicket', ticketid: String(answer.id) }))!.answer;
      const { reply } = found.replies as { reply: { message: string }[] };
      return reply.filter(({ message }) => message === 'Nothing of this is lost.').length === 1;
    });
    await close();
  });
});
