import { type ConsoleSession, consoleAdmin, fieldsOf, signInToConsole } from '../../support/console-session';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';
import { HOSTILE, shown } from '../../support/pages';
import { scheduledReplies } from '../../support/scheduled-replies';
import { useWorld } from '../../support/world';

const LARGEST_BODY = 500_000;

// The clock stands still, so the server itself sends nothing.
const world = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Berlin', attachmentMaxBytes: 100 };
  config.limits = { ...config.limits, bodyBytes: LARGEST_BODY };
});
const { find, passed, messages } = scheduledReplies(world);

let jo: ConsoleSession;
let other: ConsoleSession;

beforeAll(async () => {
  for (const username of ['jo', 'other']) await consoleAdmin(world, username);
  [jo, other] = [await signInToConsole(world, 'jo'), await signInToConsole(world, 'other')];
});

const open = async (params: Record<string, unknown> = {}) => (await world.ticket({ noemail: true, ...params })).id;
const address = (id: number, rest = 'reply') => `/admin/tickets/${id}/${rest}`;
const formOf = async (session: ConsoleSession, id: number, kind = 'reply', query = '') =>
  fieldsOf((await session.get(address(id) + query)).text, `tickets/${id}/${kind}`);

/** The newest scheduled reply. */
async function newest() {
  const [row] = await world.rows<{ id: number }>('select max(id) as id from scheduled_replies');
  return find(row!.id);
}

const answered = (ticketid: number, message = 'More') =>
  world.done('AddTicketReply', { ticketid, message, name: 'Gus', email: 'gus@example.com', noemail: true });

test('a reply waits for ten seconds with a button to undo it, and is sent', async () => {
  const id = await open({ cc: 'ann@example.com' });
  const page = (await jo.get(address(id))).text;
  expect(page).toContain('Copies already go to <bdi>ann@example.com</bdi>');
  const sent = await jo.post(
    address(id),
    { ...fieldsOf(page, '/reply'), message: `Hello\n${HOSTILE}`, status: 'Closed', cc: 'bob@example.com' },
    [{ name: 'a.txt', text: 'A' }],
  );
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `../../../admin/tickets/${id}`]);
  const reply = await newest();
  expect(reply).toMatchObject({ message: `Hello\n${HOSTILE}`, markdown: true, status: 'Closed', state: 'pending' });
  const waiting = (await jo.get(address(id))).text;
  expect(shown(waiting)).toContain('Your reply is sent in 10 s.');
  expect(waiting).toContain('data-key="undo"');
  const others = shown((await other.get(address(id))).text);
  expect(others).toContain('about to be sent');
  expect(others).not.toContain('Undo');
  await passed(10);
  expect(await messages(id)).toEqual([`Hello\n${HOSTILE}`]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({
    ...{ status: 'Closed', cc: 'ann@example.com,bob@example.com' },
    replies: { reply: [{}, { admin: 'jo Admin', attachments: [{ filename: 'a.txt' }] }] },
  });
});

test('what is undone is in the form again, with its files, before what was written since', async () => {
  const id = await open();
  const form = await formOf(jo, id);
  await jo.post(address(id), { ...form, message: `First ${HOSTILE}`, status: 'Answered' }, [
    { name: 'a.txt', text: 'A' },
  ]);
  const { scheduledid } = await newest();
  await jo.post(address(id, 'draft'), { ...form, kind: 'reply', message: 'Second' });
  const undo = await jo.post(address(id, `scheduled/${scheduledid}/cancel`), { proof: form.proof! });
  expect(undo.headers.get('location')).toBe(`../../../../../admin/tickets/${id}?taken=${scheduledid}`);
  const again = await formOf(jo, id, 'reply', `?taken=${scheduledid}`);
  expect(again).toMatchObject({
    ...{ message: `First ${HOSTILE}\n\nSecond`, status: 'Answered', filesof: String(scheduledid) },
  });
  // The words are kept, also on another device that does not know the address.
  expect(await formOf(await signInToConsole(world, 'jo'), id)).toMatchObject({ message: `First ${HOSTILE}\n\nSecond` });
  await jo.post(address(id), again);
  await jo.post(address(id, 'draft'), { ...form, kind: 'reply', message: 'Third' });
  expect((await newest()).attachments).toEqual([{ filename: 'a.txt', size: 1 }]);
  const tooLate = await jo.post(address(id, `scheduled/${scheduledid}/cancel`), { proof: form.proof! });
  expect(tooLate.status).toBe(400);
  expect(shown(tooLate.text)).toContain('The reply was taken back already');
  expect(fieldsOf(tooLate.text, '/reply')).toMatchObject({ message: 'Third' });
});

test.each([
  ['reply', 'note'],
  ['note', 'reply'],
])('the words of a %s that was refused do not get into the form for a %s, whose draft stays', async (kind, other) => {
  const id = await open();
  const form = await formOf(jo, id, kind);
  await jo.post(address(id, 'draft'), { proof: form.proof!, kind: other, message: `Draft of a ${other}` });
  await answered(id);
  const refused = await jo.post(address(id, kind), { ...form, message: `Words of a ${kind}` });
  expect([refused.status, fieldsOf(refused.text, `/${kind}`).message]).toEqual([409, `Words of a ${kind}`]);
  expect(fieldsOf(refused.text, `/${other}`).message).toBe(`Draft of a ${other}`);
});

test.each(['reply', 'note'])('a %s that was refused keeps its key, in case it was taken after all', async (kind) => {
  const id = await open();
  const form = await formOf(jo, id, kind);
  const refused = await jo.post(address(id, kind), { ...form, message: ' ' });
  expect([refused.status, fieldsOf(refused.text, `/${kind}`).key]).toEqual([400, form.key]);
  expect((await jo.post(address(id, kind), { ...form, message: 'One' })).status).toBe(303);
  const other = await jo.post(address(id, kind), { ...form, message: 'Other words' });
  expect([other.status, fieldsOf(other.text, `/${kind}`).message]).toEqual([409, 'Other words']);
  const again = fieldsOf(other.text, `/${kind}`);
  expect(again.key).not.toBe(form.key);
  expect((await jo.post(address(id, kind), again)).status).toBe(303);
});

// A note's key ends with a letter of its own, with which a drawn key may end, too.
test.each(['x', 'n'])('a form that is sent twice has one effect, also if its key ends with %s', async (end) => {
  const id = await open();
  const withKey = async (kind: string, added: string) => {
    const form = await formOf(jo, id, kind);
    return { ...form, key: `${form.key?.slice(0, 21)}${end}${added}`, message: `One ${kind}` };
  };
  const [form, note] = [await withKey('reply', ''), await withKey('note', 'n')];
  const answers = await Promise.all([
    ...[1, 2, 3].map(() => jo.post(address(id), form)),
    ...[1, 2].map(() => jo.post(address(id, 'note'), note)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
  expect(await world.rows('select 1 from scheduled_replies where ticket_id = $1', [id])).toHaveLength(1);
  expect(await world.done('GetTicketNotes', { ticketid: id })).toMatchObject({ totalresults: 1 });
});

test('what arrived meanwhile is shown, and every word of the form is kept', async () => {
  const id = await open();
  const form = await formOf(jo, id);
  await answered(id, `More ${HOSTILE}`);
  await world.done('AddTicketNote', { ticketid: id, message: 'Wait for me' }, 'other');
  const entered = {
    message: `Mine ${HOSTILE}`,
    cc: 'a@b.example',
    status: 'Answered',
    when: 'at',
    sendat: '2099-01-01T08:00',
  };
  const refused = await jo.post(address(id), { ...form, ...entered }, [{ name: 'a.txt', text: 'A' }]);
  expect(refused.status).toBe(400);
  expect(await jo.post(address(id), { ...form, ...entered, when: '', sendat: '' })).toMatchObject({ status: 409 });
  const page = (await jo.post(address(id), { ...form, ...entered, sendat: '' }, [{ name: 'a.txt', text: 'A' }])).text;
  const words = shown(page);
  expect(words).toContain('Your text is not sent yet, because somebody has replied meanwhile.');
  expect(words).toContain('Please choose your files again.');
  expect(words).toContain(`More ${HOSTILE}`);
  expect(words).toContain('Wait for me');
  const again = fieldsOf(page, '/reply');
  expect(again).toMatchObject({ ...entered, sendat: '' });
  // It has seen by now what arrived.
  expect((await jo.post(address(id), { ...again, when: '' })).status).toBe(303);
  await passed(10);
  expect(await messages(id)).toEqual([`More ${HOSTILE}`, `Mine ${HOSTILE}`]);
});

test('a stale note is not added either', async () => {
  const id = await open();
  const form = await formOf(jo, id, 'note');
  await answered(id);
  const refused = await jo.post(address(id, 'note'), { ...form, message: 'My note' });
  expect(refused.status).toBe(409);
  const again = fieldsOf(refused.text, '/note');
  expect(again).toMatchObject({ message: 'My note' });
  expect((await jo.post(address(id, 'note'), again)).status).toBe(303);
  expect(await world.done('GetTicketNotes', { ticketid: id })).toMatchObject({ totalresults: 1 });
});

test('a reply that was stopped is shown to its author, to be sent anyway, edited or discarded', async () => {
  const id = await open();
  await jo.post(address(id), { ...(await formOf(jo, id)), message: `Late ${HOSTILE}` });
  const { scheduledid } = await newest();
  await answered(id);
  await passed(10);
  const page = (await jo.get(address(id))).text;
  expect(shown(page)).toContain('Your reply was not sent');
  expect(shown(page)).toContain(`Late ${HOSTILE}`);
  expect(page).toMatch(/<h2 id="arrived">.*More/s);
  expect(shown((await other.get(address(id))).text)).not.toContain('was not sent');
  const send = fieldsOf(page, `scheduled/${scheduledid}/send`);
  await answered(id, 'Even more');
  // What came after the page was shown stops it again.
  await jo.post(address(id, `scheduled/${scheduledid}/send`), send);
  expect(await find(scheduledid)).toMatchObject({ state: 'stopped' });
  const seen = fieldsOf((await jo.get(address(id))).text, `scheduled/${scheduledid}/send`);
  expect((await jo.post(address(id, `scheduled/${scheduledid}/send`), seen)).status).toBe(303);
  expect(await messages(id)).toEqual(['More', 'Even more', `Late ${HOSTILE}`]);
});

test('a discarded reply leaves no draft', async () => {
  const id = await open();
  await jo.post(address(id), { ...(await formOf(jo, id)), message: 'Never mind' });
  const { scheduledid } = await newest();
  const { proof = '' } = await formOf(jo, id);
  await jo.post(address(id, `scheduled/${scheduledid}/cancel`), { proof, discard: '1' });
  expect(await formOf(jo, id)).toMatchObject({ message: '' });
  expect(await find(scheduledid)).toMatchObject({ state: 'cancelled', message: 'Never mind' });
});

describe('sending later', () => {
  beforeEach(() => {
    // A Saturday evening in Berlin, before the clocks change in the night.
    world.now = new Date('2027-03-27T19:30:00Z');
  });
  afterAll(() => {
    world.now = new Date();
  });

  test.each([
    ['hours', '', '2027-03-27 22:30:00'],
    ['tomorrow', '', '2027-03-28 08:00:00'],
    ['monday', '', '2027-03-29 08:00:00'],
    ['at', '2027-03-28T02:30', '2027-03-28 03:30:00'],
    ['', '2027-10-31T02:30', '2027-10-31 02:30:00'],
  ])('%s %s', async (when, sendat, due) => {
    const session = await signInToConsole(world, 'jo');
    const id = await open();
    await session.post(address(id), { ...(await formOf(session, id)), message: 'Later', when, sendat });
    expect(await newest()).toMatchObject({ dueat: due });
    const page = shown((await session.get(address(id))).text);
    expect(page).toContain('Your reply will be sent');
    expect(page).not.toContain('Undo');
  });

  test('a time in the past is refused', async () => {
    const session = await signInToConsole(world, 'jo');
    const id = await open();
    const form = { ...(await formOf(session, id)), message: 'Later', sendat: '2027-03-27T08:00' };
    const refused = await session.post(address(id), form);
    expect([refused.status, fieldsOf(refused.text, '/reply').message]).toEqual([400, 'Later']);
    expect(shown(refused.text)).toContain('Please choose a time in the future.');
  });
});

test('a draft of each kind is kept on the server, and gone when it is sent', async () => {
  const id = await open();
  const form = await formOf(jo, id);
  expect((await jo.post(address(id, 'draft'), { ...form, kind: 'reply', message: 'Begun' })).status).toBe(204);
  expect((await jo.post(address(id, 'draft'), { ...form, kind: 'note', message: 'Noted' })).status).toBe(204);
  expect(await formOf(jo, id)).toMatchObject({ message: 'Begun' });
  const note = await formOf(jo, id, 'note');
  expect(note).toMatchObject({ message: 'Noted' });
  expect(await formOf(other, id)).toMatchObject({ message: '' });
  await jo.post(address(id, 'note'), note);
  expect(await formOf(jo, id, 'note')).toMatchObject({ message: '' });
  await jo.post(address(id), await formOf(jo, id));
  expect(await formOf(jo, id)).toMatchObject({ message: '' });
  expect((await jo.post(address(id, 'draft'), { message: 'Stolen' })).status).toBe(403);
});

test.each(['reply', 'note'])(
  'a %s that is sent again, because its answer was lost, leaves no draft of it',
  async (kind) => {
    const id = await open();
    const form = { ...(await formOf(jo, id, kind)), message: 'Once,\r\nnot twice' };
    const draft = (message: string) => jo.post(address(id, 'draft'), { ...form, kind, message });
    await jo.post(address(id, kind), form);
    await draft('Once,\nnot twice');
    expect(await formOf(jo, id, kind)).toMatchObject({ message: 'Once,\nnot twice' });
    expect((await jo.post(address(id, kind), form)).status).toBe(303);
    expect(await formOf(jo, id, kind)).toMatchObject({ message: '' });
    // What is new stays.
    await draft('Something else');
    expect((await jo.post(address(id, kind), form)).status).toBe(303);
    expect(await formOf(jo, id, kind)).toMatchObject({ message: 'Something else' });
  },
);

test('Send and close closes the ticket', async () => {
  const id = await open();
  await jo.post(address(id), { ...(await formOf(jo, id)), message: 'Bye', andclose: '1' });
  expect(await newest()).toMatchObject({ status: 'Closed' });
});

test('a preview does no harm, and is empty for nothing', async () => {
  const { proof = '' } = await formOf(jo, await open());
  const harmful = /<(?:script|img|svg|iframe|style|base|object)|<[^>]*\son\w+=|<[^>]*href="?\s*(?:javascript|data):/i;
  for (const message of HOSTILE_TEXTS.filter((_, place) => place % 4 === 0)) {
    const whole = await jo.post('/admin/preview', { proof, message, markdown: '1' });
    const part = await jo.post('/admin/preview', { proof, message, part: '1' });
    expect([whole.status, part.status]).toEqual([200, 200]);
    expect(whole.text.slice(whole.text.indexOf('<main'))).not.toMatch(harmful);
    expect(part.text).not.toMatch(harmful);
  }
  expect((await jo.post('/admin/preview', { proof, message: ' ', part: '1' })).text).toBe('');
  expect((await jo.post('/admin/preview', { message: 'x' })).status).toBe(403);
});

test('a reply and a note are changed and deleted', async () => {
  const id = await open();
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: 'Wrogn', adminusername: 'jo' });
  const edit = fieldsOf((await jo.get(address(id, `replies/${replyid}`))).text, `replies/${replyid}`);
  expect(edit.message).toBe('Wrogn');
  expect((await jo.post(address(id, `replies/${replyid}`), { ...edit, message: ' ' })).status).toBe(400);
  await jo.post(address(id, `replies/${replyid}`), { ...edit, message: 'Right' });
  expect(await messages(id)).toEqual(['Right']);
  await jo.post(address(id, `replies/${replyid}/delete`), { proof: edit.proof! });
  expect(await messages(id)).toEqual([]);
  const { noteid } = await world.done('AddTicketNote', { ticketid: id, message: 'Note' });
  const form = fieldsOf((await jo.get(address(id, `notes/${noteid}/delete`))).text, '/delete');
  await jo.post(address(id, `notes/${noteid}/delete`), form);
  expect(await world.done('GetTicketNotes', { ticketid: id })).toMatchObject({ totalresults: 0 });
});

test('whoever may not schedule sends at once, and whoever may not reply has only the note', async () => {
  const id = await open();
  await consoleAdmin(world, 'plain', ['getticket', 'addticketreply']);
  const plain = await signInToConsole(world, 'plain');
  const form = await formOf(plain, id);
  expect(form).not.toHaveProperty('sendat');
  await plain.post(address(id), { ...form, message: 'At once' });
  expect(await messages(id)).toEqual(['At once']);
  await consoleAdmin(world, 'noter', ['getticket', 'addticketnote']);
  const page = (await (await signInToConsole(world, 'noter')).get(address(id))).text;
  expect(() => fieldsOf(page, '/reply')).toThrow();
  expect(fieldsOf(page, '/note')).toHaveProperty('message');
});

test('a form that is too large comes back with its words', async () => {
  const id = await open();
  const refused = await jo.post(address(id), { ...(await formOf(jo, id)), message: 'Mine' }, [
    { name: 'a.txt', text: 'x'.repeat(200) },
  ]);
  expect([refused.status, fieldsOf(refused.text, '/reply').message]).toEqual([400, 'Mine']);
});

test('a form whose files are too large together says so, and comes back with its words', async () => {
  const id = await open();
  const files = [{ name: 'a.txt', text: 'x'.repeat(LARGEST_BODY) }];
  const refused = await jo.post(address(id), { ...(await formOf(jo, id)), message: 'Mine' }, files);
  expect([refused.status, fieldsOf(refused.text, '/reply').message]).toEqual([413, 'Mine']);
  expect(shown(refused.text)).toContain('The files are too large: a form may have 500 kB in all.');
});

test.each(['de', 'ar'])('in %s', async (language) => {
  const id = await open();
  await jo.post(address(id), { ...(await formOf(jo, id)), message: 'Gleich' });
  const { text, status } = await jo.get(`${address(id)}?language=${language}`);
  expect(status).toBe(200);
  expect(text).toContain(`<html lang="${language}"`);
  expect(text).not.toContain('Send later');
});

test('a ticket that is not there is not found', async () => {
  expect((await jo.get(address(999_999))).status).toBe(404);
});

test.each(['reply', 'note'])('what was written to a ticket that is gone can be copied: a %s', async (kind) => {
  const id = await open();
  const form = await formOf(jo, id, kind);
  await world.done('DeleteTicket', { ticketid: id });
  const refused = await jo.post(address(id, kind), { ...form, message: `My words ${HOSTILE}` });
  expect(refused.status).toBe(404);
  expect(refused.text).toMatch(/<textarea[^>]* readonly>\nMy words /);
  expect(refused.text).not.toContain(HOSTILE);
});
