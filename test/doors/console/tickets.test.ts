import { takeMail } from '../../../src/inbound/take';
import { type ConsoleSession, consoleAdmin, fieldsOf, signInToConsole } from '../../support/console-session';
import { type MailText, mailOf } from '../../support/mail-text';
import { expectOnlyOurs, HOSTILE, shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Berlin' };
});

let jo: ConsoleSession;
let reader: ConsoleSession;

beforeAll(async () => {
  await consoleAdmin(world, 'jo');
  await consoleAdmin(world, 'reader', ['GetTicketConversation', 'GetTicketHistory']);
  [jo, reader] = [await signInToConsole(world, 'jo'), await signInToConsole(world, 'reader')];
});

const open = async (params: Record<string, unknown> = {}) => (await world.ticket({ noemail: true, ...params })).id;
const address = (id: number, rest = '') => `/admin/tickets/${id}${rest}`;
const page = async (id: number, query = '', session = jo) => (await session.get(address(id) + query)).text;

/** The fields of the form with a task. */
function formFor(text: string, task: string): Record<string, string> {
  const forms = text.match(/<form[^>]*>.*?<\/form>/gs) ?? [];
  const form = forms.find((one) => one.includes(`name="task" value="${task}"`));
  if (form === undefined) throw new Error(`no form for ${task}`);
  return fieldsOf(form, '');
}

/** Sends the form with a task as a browser without script does. */
async function change(id: number, task: string, values: Record<string, string> = {}, query = '') {
  const form = formFor(await page(id, query), task);
  return jo.post(address(id, '/change'), { ...form, ...values });
}

const facts = async (ticketid: number) =>
  (await world.done('GetTicketConversation', { ticketid })) as unknown as Record<string, unknown>;

test('shows messages, notes and what happened between them in the order of time', async () => {
  const begun = world.now;
  const id = await open({ message: 'First words' });
  const later = (minutes: number) => {
    world.now = new Date(begun.getTime() + minutes * 60_000);
  };
  later(1);
  await world.done('UpdateTicket', { ticketid: id, priority: 'High', tags: 'vip' }, 'jo');
  later(2);
  await world.done('AddTicketNote', { ticketid: id, message: 'Only for us' }, 'jo');
  later(3);
  await world.done('AddTicketReply', { ticketid: id, message: 'Our answer', adminusername: 'jo', noemail: true }, 'jo');
  const text = await page(id);
  const places = ['First words', 'priority: \u2068Medium\u2069 → \u2068High\u2069', 'Only for us', 'Our answer'].map(
    (words) => text.indexOf(words),
  );
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
  expect(text).toMatch(/class="card entry note"[^>]*>.*?Note.*?Only for us/s);
  world.now = begun;
});

describe('facts are changed in place, without script', () => {
  test.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['status', { status: 'On Hold' }, { status: 'On Hold' }],
    ['priority', { priority: 'Low' }, { priority: 'Low' }],
    ['subject', { subject: 'Another <b>' }, { subject: 'Another <b>' }],
    ['tags', { tags: ' one, two words ,' }, { tags: { tag: ['one', 'two words'] } }],
    ['cc', { cc: 'a@example.com, b@example.com' }, { cc: { email: ['a@example.com', 'b@example.com'] } }],
    ['duedate', { duedate: '2030-07-01T09:30' }, { duedate: '2030-07-01 09:30:00' }],
    ['snooze', { snoozeuntil: '2030-07-01T09:30' }, { snoozeuntil: '2030-07-01 09:30:00' }],
    ['snooze', { until: '2030-01-01T08:00', snoozeuntil: '' }, { snoozeuntil: '2030-01-01 08:00:00' }],
    ['take', {}, { flagname: 'jo Admin' }],
    ['close', {}, { status: 'Closed', closed: true }],
  ])('%s', async (task, values, expected) => {
    const id = await open();
    const sent = await change(id, task, values);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringContaining(`tickets/${id}?done=`)]);
    expect(await facts(id)).toMatchObject(expected);
    expect((await jo.get(`/admin/tickets/${sent.headers.get('location')!.split('tickets/')[1]}`)).text).toContain(
      'class="done" role="status"',
    );
  });

  test('a ticket is assigned to who can open it', async () => {
    const department = await world.department({ name: 'Elsewhere' });
    const cleo = await world.admin('cleo', { departmentIds: [department] });
    const id = await open();
    const shownTo = async () => {
      const text = await page(id);
      const [, choices] = /<select id="fact-flag".*?>(.*?)<\/select>/s.exec(text)!;
      return {
        isOffered: choices!.includes(`value="${cleo}"`),
        isWarned: text.includes('works in other departments and cannot open this ticket'),
      };
    };
    expect(await shownTo()).toEqual({ isOffered: false, isWarned: false });
    await world.done('UpdateTicket', { ticketid: id, flag: cleo });
    expect(await shownTo()).toEqual({ isOffered: true, isWarned: true });
    await world.done('UpdateTicket', { ticketid: id, deptid: department });
    expect(await shownTo()).toEqual({ isOffered: true, isWarned: false });
  });

  test('lists are cleared, and dates', async () => {
    const id = await open({ cc: 'a@example.com' });
    await world.done('UpdateTicket', { ticketid: id, tags: 'a', duedate: '2030-01-01', snoozeuntil: '2030-01-01' });
    for (const [task, values] of [
      ['tags', { tags: '' }],
      ['cc', { cc: ' ' }],
      ['duedate', { removeDueDate: '1' }],
      ['snooze', { removeSnooze: '1' }],
    ] as const) {
      await change(id, task, values);
    }
    expect(await facts(id)).toMatchObject({ tags: { tag: [] }, cc: { email: [] }, duedate: '', snoozeuntil: '' });
  });

  test.each([
    ['tags', 'tag', ['mine', 'gone'], ['mine', 'theirs'], 'mine, gone, new', ['mine', 'theirs', 'new']],
    ['tags', 'tag', ['a', 'b'], ['a', 'b', 'theirs'], 'b, a', ['b', 'a', 'theirs']],
    ['tags', 'tag', ['a', 'b'], ['theirs', 'a', 'b'], '', ['theirs']],
    [
      'cc',
      'email',
      ['a@example.com', 'b@example.com'],
      ['a@example.com', 'c@example.com'],
      'd@example.com',
      ['d@example.com', 'c@example.com'],
    ],
  ])('%s (%s) that somebody else has changed meanwhile are kept', async (task, item, was, theirs, written, kept) => {
    const id = await open();
    await world.done('UpdateTicket', { ticketid: id, [task]: was });
    const form = new RegExp(`<input type="hidden" name="was"[^>]* value="([^"]*)">\\s*<input id="fact-${task}"`);
    const shown = form.exec(await page(id))?.[1] ?? '';
    expect(shown).toBe(was.join(', '));
    await world.done('UpdateTicket', { ticketid: id, [task]: theirs });
    expect((await change(id, task, { was: shown, [task]: written })).status).toBe(303);
    expect(await facts(id)).toMatchObject({ [task]: { [item]: kept } });
  });

  test('a closed ticket is opened again', async () => {
    const id = await open();
    await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
    await change(id, 'reopen');
    expect(await facts(id)).toMatchObject({ status: 'Open' });
  });

  test('the queue that the reader came from is kept', async () => {
    const id = await open();
    const from = 'query=status:open&order=asc';
    const query = `?${new URLSearchParams({ from })}`;
    const kept = new URLSearchParams(from).toString();
    expect(await page(id, query)).toContain(`href="../../admin/?${kept.replaceAll('&', '&amp;')}"`);
    const sent = await change(id, 'priority', { priority: 'Low' }, query);
    expect(new URLSearchParams(sent.headers.get('location')!.split('?')[1]).get('from')).toBe(kept);
  });

  test('what was refused comes back with what was entered and why', async () => {
    const id = await open();
    const sent = await change(id, 'cc', { cc: 'no address, <b>' });
    expect(sent.status).toBe(400);
    expect(shown(sent.text)).toContain('Email Address Invalid');
    expect(formFor(sent.text, 'cc')).toMatchObject({ cc: 'no address, <b>' });
    expect(sent.text).toMatch(/<details class="fact" open><summary data-key="cc"/);
    expect(await facts(id)).toMatchObject({ cc: { email: [] } });
  });

  test('a form from elsewhere changes nothing', async () => {
    const id = await open();
    const sent = await jo.post(address(id, '/change'), { task: 'priority', priority: 'High' });
    expect(sent.status).toBe(403);
    expect(await facts(id)).toMatchObject({ priority: 'Medium' });
  });
});

test('custom fields of every type are changed in place', async () => {
  const add = (name: string, type: string, more = {}) =>
    world.done('AddCustomField', { name, type, ...more }).then(({ fieldid }) => Number(fieldid));
  const options = { options: 'Red,Blue' };
  const cases: [number, string, string][] = [
    [await add('Line', 'text'), 'A <b>', 'A <b>'],
    [await add('Lines', 'textarea'), 'A\nB', 'A\nB'],
    [await add('Number', 'number'), '12.5', '12.5'],
    [await add('Day', 'date'), '2030-01-31', '2030-01-31'],
    [await add('Time', 'time'), '09:30', '09:30'],
    [await add('Contract', 'regex', { pattern: '^C-\\d+$' }), 'C-12', 'C-12'],
    [await add('Box', 'checkbox'), '1', '1'],
    [await add('Button', 'button'), '1', '1'],
    [await add('One', 'select', options), 'Blue', 'Blue'],
    [await add('Several', 'multi_button', options), 'Red', 'Red'],
    [await add('Path', 'hierarchy', { options: 'A>B,A>C' }), 'A &gt; C', 'A > C'],
  ];
  const id = await open();
  const values = async () =>
    new Map(
      ((await facts(id)).customfields as { customfield: { id: number; value: string }[] }).customfield.map((field) => [
        field.id,
        field.value,
      ]),
    );
  const text = await page(id);
  const send = (field: number, value: string) =>
    jo.post(address(id, '/change'), { ...formFor(text, `field-${field}`), value });
  for (const [field, given] of cases) {
    const option = new RegExp(`id="field-${field}" name="value"[^]*?<option value="(\\d+)">${given}</option>`).exec(
      text,
    );
    expect([field, (await send(field, option?.[1] ?? given)).status]).toEqual([field, 303]);
  }
  expect([...(await values())]).toEqual(cases.map(([field, _given, expected]) => [field, expected]));
  for (const [field] of cases) await send(field, '');
  expect([...(await values()).values()].join('')).toBe('');
});

test('whoever may only read sees no forms, and cannot change anything', async () => {
  const id = await open({ message: 'Words' });
  const text = await page(id, '', reader);
  expect(text).toContain('Words');
  expect(text).not.toMatch(/tickets\/\d+\/(change|remove|reply|note)"/);
  const proof = /action="[^"]*sign-out"[^>]*><input type="hidden" name="proof" value="([^"]+)"/.exec(text)![1]!;
  const sent = await reader.post(address(id, '/change'), { proof, task: 'priority', priority: 'High' });
  expect(sent.status).toBe(403);
  expect(await facts(id)).toMatchObject({ priority: 'Medium' });
});

test('a long conversation is shown in parts', async () => {
  const id = await open({ message: 'm0', created: '2026-01-01 00:00:00' });
  for (let index = 1; index <= 60; index++) {
    const reply = { ticketid: id, message: `m${index}.`, name: 'Gus', email: 'gus@example.com', noemail: true };
    await world.done('AddTicketReply', { ...reply, created: new Date(Date.UTC(2026, 1, 1, 0, index)).toISOString() });
  }
  const newest = await page(id);
  expect([newest.includes('m60.'), newest.includes('m11.'), newest.includes('m10.')]).toEqual([true, true, false]);
  const [, older = ''] = /href="[^"]*tickets\/\d+(\?before=\d+)">Older messages/.exec(newest)!;
  const rest = await page(id, older);
  expect([rest.includes('m10.'), rest.includes('m1.'), rest.includes('m11.')]).toEqual([true, true, false]);
  expect(rest).toContain('Newest messages');
});

test('files are downloads, and only pictures are shown', async () => {
  const png = Buffer.from('89504e470d0a1a0a00', 'hex');
  const attachments = [
    { name: 'pic.png', data: png.toString('base64') },
    { name: '<b>.txt', data: Buffer.from('<script>').toString('base64') },
  ];
  const id = await open({ attachments });
  const text = await page(id);
  expect(text).toContain(`href="../../admin/tickets/${id}/files/ticket/${id}/0"`);
  expect(text).toContain(`src="../../admin/tickets/${id}/files/ticket/${id}/0?preview=1"`);
  const file = await jo.get(address(id, `/files/ticket/${id}/1`));
  expect([file.status, file.text]).toEqual([200, '<script>']);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': expect.stringMatching(/^attachment; /),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  const picture = await jo.get(address(id, `/files/ticket/${id}/0?preview=1`));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect((await jo.get(address(id, `/files/ticket/${id}/1?preview=1`))).status).toBe(404);
  expect((await reader.get(address(id, `/files/ticket/${id}/1`))).status).toBe(403);
});

test('a ticket is deleted and its sender blocked, each behind one more click', async () => {
  const [one, two] = [await open({ email: 'spam@example.com' }), await open({ email: 'spam2@example.com' })];
  const remove = async (id: number, task: string) => jo.post(address(id, '/remove'), formFor(await page(id), task));
  expect((await remove(one, 'block')).headers.get('location')).toContain(`tickets/${one}?done=blocked`);
  const gone = await remove(one, 'delete');
  expect([gone.status, gone.headers.get('location')]).toEqual([303, '../../../admin/?done=deleted']);
  expect((await jo.get('/admin/?done=deleted')).text).toContain('The ticket is deleted.');
  expect((await jo.get(address(one))).status).toBe(404);
  await remove(two, 'spam');
  expect((await jo.get(address(two))).status).toBe(404);
  const again = { deptid: 1, name: 'x', subject: 'x', message: 'x' };
  for (const email of ['spam@example.com', 'spam2@example.com']) {
    expect((await world.call('OpenTicket', { ...again, email })).result).toBe('error');
  }
});

test('the requester is beside the ticket, with other tickets, services, domains and notes', async () => {
  const { clientId } = await world.client('Ann <Lee>');
  await world.service(clientId);
  await world.domain(clientId);
  await world.done('AddClientNote', { userid: clientId, notes: 'Likes <tea>', sticky: true });
  const id = await open({ clientid: clientId });
  await open({ clientid: clientId, subject: 'The other <one>' });
  const text = await page(id);
  for (const words of ['Ann &lt;Lee&gt;', 'The other &lt;one&gt;', 'Hosting', 'example.com', 'Likes &lt;tea&gt;']) {
    expect(text).toContain(words);
  }
  const form = formFor(text, 'client-note');
  for (const _twice of [1, 2]) await jo.post(address(id, '/change'), { ...form, notes: 'Called back' });
  expect(await world.done('GetClientNotes', { userid: clientId })).toMatchObject({ totalresults: 2 });
});

test('next and previous lead through the queue', async () => {
  const ids: number[] = [];
  for (let index = 0; index < 3; index++) ids.push(await open());
  // Nothing is newer: these are the first three of the list.
  const query = `?${new URLSearchParams({ from: 'order=-id' })}`;
  const step = async (id: number, name: string) =>
    (await jo.get(address(id, `/${name}${query}`))).headers.get('location');
  const [third, second, first] = ids as [number, number, number];
  expect((await jo.get('/admin/?order=-id')).text).toContain(`admin/tickets/${second}?from=order%3D-id"`);
  expect(await step(first, 'next')).toBe(`../../../admin/tickets/${second}?from=order%3D-id`);
  expect(await step(third, 'previous')).toBe(`../../../admin/tickets/${second}?from=order%3D-id`);
  expect(await step(first, 'previous')).toBe('../../../admin/?order=-id');
});

test('shows no markup of other people', async () => {
  const id = await open({ subject: HOSTILE, name: HOSTILE, message: HOSTILE });
  await world.done('UpdateTicket', { ticketid: id, tags: [HOSTILE.slice(0, 100)], subject: `R${HOSTILE}` }, 'jo');
  await world.done('AddTicketNote', { ticketid: id, message: HOSTILE }, 'jo');
  expectOnlyOurs(
    (await page(id)).replace(/<script src="[./]*admin\/console-[\w-]{12}\.js" defer[^<>]*><\/script>/, ''),
  );
});

test('a ticket that does not exist is a page of the console', async () => {
  for (const id of ['999999', 'abc', '0', '1e3']) {
    const answer = await jo.get(`/admin/tickets/${id}`);
    expect([id, answer.status]).toEqual([id, 404]);
    expect(answer.text).toContain('<nav');
  }
  const stranger = await world.send(address(await open()), { redirect: 'manual' });
  expect(stranger.status).toBe(303);
});

test('what is doubtful about the sender of a mail stands beside the name, for staff and programs', async () => {
  await world.done('SetConfigurationValue', { setting: 'MailAuthservId', value: 'mx.desk.example.com' });
  const take = async (mail: MailText) => {
    const taken = await takeMail({ ...world.desk, onFailure: () => {} }, mailOf(mail), {
      ...{ way: 'imap', mailboxId: null, receivedAt: world.now, recipients: [], departmentId: 1 },
    });
    return page(taken.ticketId ?? 0);
  };
  const failed = { 'Authentication-Results': 'mx.desk.example.com; dmarc=fail' };
  const text = await take({ from: 'boss@bank.example <eve@evil.example>', headers: failed });
  expect(text).toMatch(/class="role doubt" title="[^"]+">Sender not verified</);
  expect(text).toContain('>Name looks like an address<');
  expect(await take({ from: 'Ann <ann@example.org>' })).not.toContain('class="role doubt"');
});

test('what a message or note lacks of its mail stands below it', async () => {
  const take = async (mail: MailText) => {
    const taken = await takeMail({ ...world.desk, onFailure: () => {} }, mailOf(mail), {
      ...{ way: 'imap', mailboxId: null, receivedAt: world.now, recipients: [], departmentId: 1 },
    });
    return taken.ticketId ?? 0;
  };
  const files = [
    { name: '<b>plan.svg', content: '<svg/>' },
    { name: 'plan.pdf', content: '%PDF-1.4' },
  ];
  const id = await take({ files, headers: { 'Message-ID': '<lacking@post.example.org>' } });
  const text = await page(id);
  expect(text).toMatch(
    /<ul class="lacks"[^>]*>.*&lt;b&gt;plan\.svg.* was left out: files of its type are not allowed</,
  );
  expect(text).not.toMatch(/plan\.pdf[^<]* was left out/);
  const answer = { 'In-Reply-To': '<lacking@post.example.org>', 'Message-ID': '<note@post.example.org>' };
  await world.done('UpdateAdmin', { adminid: await consoleAdmin(world, 'mo'), email: 'mo@desk.example.com' });
  await take({ from: 'mo@desk.example.com', headers: answer, files: [{ name: 'noted.svg', content: '' }] });
  expect(await page(id)).toMatch(/class="card entry note".*class="lacks".*noted\.svg.* was left out/s);
  const secret = { 'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m' };
  expect(await page(await take({ headers: secret }))).toContain('The mail is encrypted');
  expect(await page(await take({}))).not.toContain('class="lacks"');
});

test('the history names merged tickets by their numbers, and leads to those that are tickets of their own', async () => {
  const [one, two, three] = [await open(), await open(), await open()];
  const [, second, third] = await Promise.all(
    [one, two, three].map(async (ticketid) => String((await world.done('GetTicket', { ticketid })).tid)),
  );
  await world.done('MergeTicket', { ticketid: one, mergeticketids: `${two},${three}` });
  await world.done('UnmergeTicket', { ticketid: three });
  const link = `<a href="../../admin/tickets/${three}?from=view%3Dmine"><bdi>#${third}</bdi></a>`;
  const [merged, unmerged] = (await page(one, '?from=view%3Dmine')).match(/<p class="event".*/g) ?? [];
  expect(merged).toContain(`<span>merged tickets <bdi>#${second}</bdi> ${link}</span>`);
  expect(unmerged).toContain(`<span>took a merge back ${link}</span>`);
});

test('whatever is done with a ticket leads back to the queue that the reader came from', async () => {
  const from = 'view=unassigned&page=2';
  const query = `?${new URLSearchParams({ from })}`;
  const [id, other] = [await open(), await open()];
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: 'Hello', adminusername: 'jo' });
  await world.done('AddMacro', { name: 'Later', priority: 'Low' });
  const otherNumber = String((await world.done('GetTicket', { ticketid: other })).tid);
  const steps: [part: string, to: string, values: Record<string, string>][] = [
    ['', '/reply', { message: 'An answer' }],
    ['', '/note', { message: 'A note' }],
    ['', '/macro', { macro: '1' }],
    [`/replies/${replyid}`, `/replies/${replyid}`, { message: 'Hello again' }],
    ['/merge', '/merge', { task: 'merge', others: otherNumber }],
  ];
  for (const [part, to, values] of steps) {
    const form = fieldsOf((await jo.get(address(id, part) + query)).text, address(id, to));
    const done = await jo.post(address(id, to), { ...form, ...values });
    const location = new URL(done.headers.get('location') ?? '', `${world.url}${address(id, to)}`);
    expect([to, done.status, location.searchParams.get('from')]).toEqual([to, 303, from]);
  }
  const text = await page(id, query);
  const undo = undoIn(text);
  const undone = await jo.post(undo.to, undo.fields);
  expect(undone.headers.get('location')).toContain(query.slice(1));
  for (const part of ['/merge', '/predefined', `/replies/${replyid}`]) {
    const links = [...text.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    expect(links.filter((href) => href.includes(address(id, part)))).toEqual(
      expect.arrayContaining([expect.stringContaining(query.slice(1))]),
    );
    expect((await jo.get(address(id, part) + query)).text).toContain(
      `${address(id)}${query.replaceAll('&', '&amp;')}"`,
    );
  }
});

/** Where the form is sent that takes back what was just sent, and what it sends. */
function undoIn(text: string) {
  const [, to = ''] = /action="[^"]*?(\/admin\/tickets\/\d+\/scheduled\/\d+\/cancel)"/.exec(text) ?? [];
  return { to, fields: fieldsOf(text, to) };
}
