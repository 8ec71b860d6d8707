import { describeInBrowser, openPage, useBrowser, widthOf } from '../support/browser';
import { addUserWith } from '../support/browser-without-scripts';
import { consoleAdmin, signInToConsole } from '../support/console-session';
import { eventually } from '../support/eventually';
import { linkTo, ticketPagesOf } from '../support/ticket-page';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
  config.limits = { ...config.limits, bodyBytes: 1_000_000 };
});

beforeAll(() => world.serve());

/** The short proof that the script works in a browser. The long ones are in test/live/customer-pages.live.ts. */
describeInBrowser('a guest with the link', () => {
  const browser = useBrowser();
  const pages = ticketPagesOf(world);

  test('answers with a file, closes the ticket and opens it again, without a reload', async () => {
    const ticket = await world.ticket();
    const { page, problems, asked, close } = await openPage(browser(), { locale: 'en-GB' });
    const referrers: (string | null)[] = [];
    page.on('request', async (request) => referrers.push(await request.headerValue('referer')));
    await page.goto(world.url + linkTo(ticket));
    const loads = () => asked.filter((address) => address.endsWith('.js')).length;
    expect(loads()).toBe(1);

    await page.locator('#files').setInputFiles({ name: 'a.exe', mimeType: '', buffer: Buffer.from('x') });
    await page.getByText('“a.exe” is of a type that we cannot take.').waitFor();
    const half = { mimeType: '', buffer: Buffer.alloc(500_000) };
    await page.locator('#files').setInputFiles([
      { name: 'b.txt', ...half },
      { name: 'c.txt', ...half },
    ]);
    await page.getByText('These files are larger than 950 kB together.').waitFor();
    await page.locator('#files').setInputFiles({ name: 'a.txt', mimeType: '', buffer: Buffer.from('x') });
    await page.getByLabel('Your reply').fill('It still burns.');
    await page.getByLabel('Your reply').press('Control+Enter');
    await page.getByText('Your reply has arrived.').waitFor();
    expect(await page.getByLabel('Your reply').inputValue()).toBe('');
    expect(await page.locator('#files').inputValue()).toBe('');
    expect(await pages.messagesOf(ticket.id)).toHaveLength(2);

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'a.txt' }).click();
    expect((await download).suggestedFilename()).toBe('a.txt');

    await page.getByRole('button', { name: 'Close the ticket' }).click();
    await page.getByText('The ticket is closed. Thank you.').waitFor();
    await page.getByRole('button', { name: 'Open it again' }).click();
    await page.getByText('The ticket is open again.').waitFor();
    expect(await pages.statusOf(ticket.id)).toBe('Open');
    expect(loads()).toBe(1);
    expect(problems).toEqual([]);
    await eventually(() => referrers.length >= asked.length - 1);
    expect(new Set(referrers)).toEqual(new Set([null]));
    await close();
  });
});

describeInBrowser('a reply that somebody has begun', () => {
  const browser = useBrowser();
  const pages = ticketPagesOf(world);

  test('stays in its form, with its files, when another form of the page is sent', async () => {
    const ticket = await world.ticket();
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    // What the server has of it, it would show again.
    await page.route('**/savedraft.php', (route) => route.abort());
    await page.goto(world.url + linkTo(ticket));
    const reply = page.getByLabel('Your reply');
    await reply.fill('Half a reply');
    await page.locator('#files').setInputFiles({ name: 'a.txt', mimeType: '', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: 'Close the ticket' }).click();
    await page.getByText('The ticket is closed. Thank you.').waitFor();
    expect(await reply.inputValue()).toBe('Half a reply');
    await page.getByRole('group', { name: 'How did we do?' }).getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Send the rating' }).click();
    await page.getByText('Thank you for your rating.').waitFor();
    expect(await reply.inputValue()).toBe('Half a reply');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Your reply has arrived.').waitFor();
    await page.getByRole('link', { name: 'a.txt' }).waitFor();
    expect(await reply.inputValue()).toBe('');
    expect((await pages.messagesOf(ticket.id)).map(({ body }) => body)).toEqual(['Message', 'Half a reply']);
    await close();
  });

  test('is kept in its tab when another tab sends another one', async () => {
    const ticket = await world.ticket();
    const { page, context, close } = await openPage(browser(), { locale: 'en-GB' });
    const other = await context.newPage();
    const kept = () => page.evaluate<string>('JSON.stringify(localStorage)');
    await page.goto(world.url + linkTo(ticket));
    await other.goto(world.url + linkTo(ticket));
    const reply = page.getByLabel('Your reply');
    await reply.fill('A long one, half written');
    await other.getByLabel('Your reply').fill('A short one');
    await other.getByRole('button', { name: 'Send the reply' }).click();
    await other.getByText('Your reply has arrived.').waitFor();
    await eventually(async () => (await kept()).includes('half written'));
    await page.reload();
    expect(await reply.inputValue()).toBe('A long one, half written');
    await other.reload();
    await other.getByRole('button', { name: 'Send the reply' }).click();
    await other.getByText('Your reply has arrived.').waitFor();
    // This tab says the same as the one that was sent.
    await eventually(async () => (await pages.messagesOf(ticket.id)).length === 3);
    await page.reload();
    expect(await reply.inputValue()).toBe('');
    await close();
  });

  test('can be changed again only when an answer has come', async () => {
    const ticket = await world.ticket();
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    await page.goto(world.url + linkTo(ticket));
    const reply = page.getByLabel('Your reply');
    await reply.fill('Sent');
    let underWay = '';
    await page.route('**/viewticket.php', async (route) => {
      await page.keyboard.type(' and lost');
      underWay = await reply.inputValue();
      await route.abort();
    });
    await reply.press('Control+Enter');
    await page.getByText('Not sent yet. We keep your text.').waitFor();
    expect(underWay).toBe('Sent');
    await page.unrouteAll();
    await page.keyboard.type(' with more');
    await reply.press('Control+Enter');
    await page.getByText('Your reply has arrived.').waitFor();
    expect((await pages.messagesOf(ticket.id)).map(({ body }) => body)).toEqual(['Message', 'Sent with more']);
    await page.keyboard.type('The next one');
    expect(await reply.inputValue()).toBe('The next one');
    await close();
  });
});

describeInBrowser('a closed ticket on paper', () => {
  const browser = useBrowser();

  test('has no empty frames of the forms that are left out', async () => {
    const ticket = await world.ticket();
    await world.done('UpdateTicket', { ticketid: ticket.id, status: 'Closed' });
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    await page.goto(world.url + linkTo(ticket));
    await page.getByRole('group', { name: 'How did we do?' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.card:not(article):visible').count()).toBe(0);
    expect(await page.getByText('This ticket is closed.').isVisible()).toBe(true);
    await close();
  });
});

describeInBrowser('the page to sign in', () => {
  const browser = useBrowser();
  const PASSWORD = 'correct horse battery';

  test.each([
    ['"a b"@example.com', '"A b"@example.com'],
    ['ann@bücher.example', 'ann@bücher.example'],
    ['bob@xn--bcher-kva.example', 'bob@Bücher.example'],
  ])('lets %s in, who types %s', async (email, typed) => {
    const { userId } = await addUserWith(world, PASSWORD);
    await world.change('update users set email = $2 where id = $1', [userId, email]);
    const { page, close } = await openPage(browser(), { locale: 'en-GB' });
    await page.goto(`${world.url}/supporttickets.php`);
    await page.getByLabel('E-mail address').fill(typed);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Password').press('Enter');
    await page.getByRole('heading', { name: 'Tickets', exact: true }).waitFor();
    await close();
  });
});

describeInBrowser('files', () => {
  const browser = useBrowser();

  /** An event that brings files to the message, as browsers make it. */
  const bring = (name: 'paste' | 'drop', files: Record<string, string>, text = '') => `(() => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(${JSON.stringify(files)})) data.items.add(new File([text], name));
    if (${JSON.stringify(text)} !== '') data.setData('text/plain', ${JSON.stringify(text)});
    const init = { clipboardData: data, dataTransfer: data, bubbles: true, cancelable: true };
    const event = ${name === 'paste' ? "new ClipboardEvent('paste', init)" : "new DragEvent('drop', init)"};
    return !document.querySelector('#message').dispatchEvent(event);
  })()`;
  const CHOSEN = "[...document.querySelector('#files').files].map(({ name }) => name)";

  test('are pasted into the form and dropped on it, beside those that were chosen', async () => {
    const ticket = await world.ticket();
    const { page, problems, close } = await openPage(browser(), { locale: 'en-GB' });
    await page.goto(world.url + linkTo(ticket));
    await page.locator('#files').setInputFiles({ name: 'a.txt', mimeType: '', buffer: Buffer.from('x') });
    expect(await page.evaluate(bring('drop', { 'b.txt': 'x', 'c.exe': 'x' }))).toBe(true);
    expect(await page.evaluate(CHOSEN)).toEqual(['a.txt', 'b.txt', 'c.exe']);
    await page.getByText('“c.exe” is of a type that we cannot take.').waitFor();
    await page.locator('#files').setInputFiles([]);
    expect(await page.evaluate(bring('paste', { 'image.png': 'x' }))).toBe(true);
    // Text is pasted as text, also where a picture of it comes along.
    expect(await page.evaluate(bring('paste', { 'word.png': 'x' }, 'Words'))).toBe(false);
    expect(await page.evaluate(bring('drop', {}, 'Words'))).toBe(false);
    await page.getByLabel('Your reply').fill('See the picture.');
    await page.getByRole('button', { name: 'Send the reply' }).click();
    await page.getByText('Your reply has arrived.').waitFor();
    await page.getByRole('link', { name: 'image.png' }).waitFor();
    expect(await page.evaluate(CHOSEN)).toEqual([]);
    expect(problems.filter((problem) => !problem.includes('404'))).toEqual([]);
    await close();
  });
});

describeInBrowser('a guest with a new ticket', () => {
  const browser = useBrowser();

  test('gets from what is wrong to its field, and keeps what was written', async () => {
    const { page, problems, asked, close } = await openPage(browser(), { locale: 'en-GB' });
    await page.goto(`${world.url}/submitticket.php`);
    world.now = new Date(world.now.getTime() + 10_000);
    await page.getByLabel('Message').fill('It burns.');
    await page.evaluate("document.querySelector('#new-ticket').noValidate = true");
    await page.getByRole('button', { name: 'Send' }).click();
    const link = page.getByRole('link', { name: 'Subject: please fill this in' });
    await link.waitFor();
    const before = asked.length;
    await link.press('Enter');
    await page.locator('#subject:focus').fill('Fire');
    expect([await page.getByLabel('Message').inputValue(), asked.length]).toEqual(['It burns.', before]);
    await page.getByLabel('Your name').fill('Gus');
    await page.getByLabel('Your e-mail address').fill('gus@example.com');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Your ticket has arrived.').waitFor();
    // Chromium reports each answer with an error status.
    expect(problems.filter((text) => !text.includes('status of 400'))).toEqual([]);
    await close();
  });
});

describeInBrowser('words without a blank', () => {
  const browser = useBrowser();
  const long = 'W'.repeat(100);

  test('make no page wider than a phone', async () => {
    const { id, tid, c } = await world.ticket({ subject: long.repeat(2), name: long, noemail: true });
    await world.done('UpdateTicket', { ticketid: id, cc: `${long.slice(0, 60)}@example.com` });
    const deptid = await world.department({ name: long });
    await world.done('AddTicketView', { name: long, query: 'is:open' });
    await consoleAdmin(world, 'long');
    const { cookie } = await signInToConsole(world, 'long');
    const { page, close, context } = await openPage(browser(), { viewport: { width: 320, height: 700 } });
    const [name = '', value = ''] = cookie.split('; ').at(-1)?.split('=') ?? [];
    await context.addCookies([{ name, value, url: world.url }]);
    const link = `/viewticket.php?tid=${tid}&c=${c}`;
    const customers = [link, `${link}&print=1`, '/submitticket.php', `/submitticket.php?deptid=${deptid}`];
    const staff = ['/admin/?view=1', `/admin/tickets/${id}`, `/admin/tickets/${id}/merge`];
    const wide: string[] = [];
    for (const path of [...customers, ...staff]) {
      const answer = await page.goto(world.url + path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      if ((await widthOf(page)) > 320) wide.push(path);
    }
    expect(wide).toEqual([]);
    await close();
  });
});
