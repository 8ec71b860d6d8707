import { staffBrowser } from '../../support/staff-session';
import { useWorld } from '../../support/world';

const world = useWorld();

let ticketid: number;
let proof: string;
let send: (path: string, form?: Record<string, string>) => ReturnType<typeof world.send>;

beforeAll(async () => {
  const jo = await world.admin('jo');
  const browser = await staffBrowser(world, jo);
  proof = browser.proof;
  send = (path, form) =>
    world.send(`/admin/tickets/${path}`, {
      redirect: 'manual',
      headers: { ...browser.headers, 'Accept-Language': 'en' },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams({ proof, ...form }) }),
    });
});

beforeEach(async () => {
  ticketid = (await world.ticket({ name: 'Ann <b>Lee</b>', noemail: true })).id;
});

const textOf = (page: string): string => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('runs a macro from a form, once', async () => {
  const { macroid } = await world.done('AddMacro', { name: 'Paid', status: 'On Hold', note: 'N' }, 'jo');
  const form = { macro: String(macroid), key: 'k'.repeat(22), seenreplyid: '0', seennoteid: '0', seenstatus: 'Open' };
  for (let times = 0; times < 2; times++) {
    const answer = await send(`${ticketid}/macro`, form);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`../../../admin/tickets/${ticketid}?done=macro`);
  }
  expect(await world.done('GetTicket', { ticketid })).toMatchObject({ status: 'On Hold', notes: { note: [{}] } });
});

test('says why a macro was not run, and leads back', async () => {
  const { macroid } = await world.done('AddMacro', { name: 'Paid', reply: 'R' }, 'jo');
  await world.done('AddTicketReply', { ticketid, message: 'M', name: 'Ann', email: 'guest@example.com' });
  const answer = await send(`${ticketid}/macro`, { macro: String(macroid), seenreplyid: '0' });
  expect(answer.status).toBe(409);
  expect(textOf(answer.text)).toMatch(/Stopped: Ann has replied meanwhile \(reply \d+\).*Nothing has changed/);
  expect(answer.text).toContain(`href="../../../admin/tickets/${ticketid}"`);
  expect((await send(`${ticketid}/macro`, { macro: '999' })).status).toBe(404);
  expect((await send('x/macro', { macro: '1' })).status).toBe(404);
});

describe('predefined replies', () => {
  let used: unknown;

  beforeAll(async () => {
    await world.done('AddPredefinedReply', { name: 'About paid bills', reply: 'Which?', key: 'bills' });
    const reply = 'Dear {$client_name}, it is paid.';
    used = (await world.done('AddPredefinedReply', { name: 'Thanks', reply, key: 'paid' })).predefinedreplyid;
  });

  test('are found by key first, filled in, and what customers wrote stays text', async () => {
    const { status, text } = await send(`${ticketid}/predefined?q=paid`);
    expect(status).toBe(200);
    expect(textOf(text)).toMatch(/Thanks paid .* About paid bills bills/);
    expect(text).toContain('Dear Ann \\&lt;b\\&gt;Lee\\&lt;/b\\&gt;, it is paid.');
    const part = await send(`${ticketid}/predefined?q=%2Fpaid&part=1`);
    expect(part.text).toMatch(
      /^<li role="option" id="predefined-\d+" data-text="Dear Ann [^"]*"><strong dir="auto">Thanks/,
    );
    expect(textOf((await send(`${ticketid}/predefined?q=nothing`)).text)).toContain('No predefined reply has that.');
    expect((await send('999999/predefined')).status).toBe(404);
  });

  test('are added to the draft without a script', async () => {
    await world.done('SaveTicketDraft', { ticketid, message: 'Begun' }, 'jo');
    const answer = await send(`${ticketid}/predefined`, { use: String(used), kind: 'reply' });
    expect(answer.status).toBe(303);
    const { drafts } = await world.done('GetTicketDraft', { ticketid }, 'jo');
    expect(drafts).toMatchObject({
      draft: [{ kind: 'reply', message: 'Begun\n\nDear Ann \\<b\\>Lee\\</b\\>, it is paid.' }],
    });
  });
});

test('the page of a ticket has a button for each macro, with its key and what it does', async () => {
  const { macroid } = await world.done(
    'AddMacro',
    { name: '<i>Close</i>', key: 'q 1', status: 'Closed', flag: 'me', reply: 'R', sortorder: 0 },
    'jo',
  );
  const { text } = await send(String(ticketid));
  const button = new RegExp(
    `<button class="second" name="macro" value="${macroid}" data-key="macro:${macroid}" data-keys="q 1"[^>]*><bdi>&lt;i&gt;Close&lt;/i&gt;</bdi> <kbd>q 1</kbd><small>(.*?)</small></button>`,
  ).exec(text);
  expect(textOf(button?.[1] ?? '').trim()).toMatch(/^Closed\s+· to me\s+· reply$/);
  expect(text).toContain(`<text-picker for="reply-message" from="../../admin/tickets/${ticketid}/predefined"`);
  expect(text).toContain('<input type="hidden" name="seenstatus" value="Open">');
});
