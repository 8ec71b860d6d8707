import { newTicketsOf, PAGE, WORDS } from '../support/new-tickets';
import { expectOnlyOurs, HOSTILE, shown } from '../support/pages';
import { fieldsOn } from '../support/plain-browser';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const { guest, client, ticketAt, count, later, set, stopped } = newTicketsOf(world);

/** Where nobody else writes, so that nothing of other tests is there. */
let other = 0;
beforeAll(async () => {
  other = await world.department({ name: 'Sales' });
  await world.change(
    `update departments set description = 'Offers & <prices>', names = '{"de": "Vertrieb"}' where id = $1`,
    [other],
  );
});

describe('the first step', () => {
  test('offers the departments in the language of the visitor, and keeps what the address said', async () => {
    const { browser, page } = await guest(`${PAGE}?subject=Hello+%26+you`);
    expect(shown(page.text)).toMatch(/Which department[\s\S]*Support[\s\S]*Sales[\s\S]*Offers & <prices>/);
    expectOnlyOurs(page.text);
    const [, link = ''] = /href="(submitticket\.php\?step=2&amp;deptid=1[^"]*)"/.exec(page.text) ?? [];
    const form = await browser.get(`/${link.replaceAll('&amp;', '&')}`);
    expect(fieldsOn(form.text)).toMatchObject({ deptid: '1', subject: 'Hello & you' });
    const german = await browser.get(PAGE, { 'Accept-Language': 'de' });
    expect(shown(german.text)).toContain('Vertrieb');
  });

  test("WHMCS's link leads to the form, with a subject and a message to begin with", async () => {
    const { form, page } = await guest(`${PAGE}?step=2&deptid=1&subject=Fire&message=It%0Aburns`);
    expect(page.status).toBe(200);
    expect(form).toMatchObject({ deptid: '1', subject: 'Fire', message: 'It\nburns' });
  });

  test('is left out if there is one department', async () => {
    await world.change('update departments set hidden = true where id = $1', [other]);
    const { form } = await guest();
    await world.change('update departments set hidden = false where id = $1', [other]);
    expect(form.deptid).toBe('1');
  });

  test.each([['hidden'], ['clients_only']])('knows no department that is %s, nor does the form', async (flag) => {
    await world.change(`update departments set ${flag} = true where id = $1`, [other]);
    const { form, page, browser } = await guest(`${PAGE}?step=2&deptid=${other}`);
    // The only one that is left is not taken in its place.
    expect([page.status, shown(page.text).includes('Sales'), form.message]).toEqual([404, false, undefined]);
    const { form: own } = await guest(`${PAGE}?deptid=1`);
    const sent = await browser.post(PAGE, { ...own, ...WORDS, deptid: String(other), proof: own.proof ?? '' });
    expect(sent.status).toBe(400);
    const mine = await client(`${PAGE}?deptid=${other}`);
    expect(mine.page.status).toBe(flag === 'hidden' ? 404 : 200);
    await world.change(`update departments set ${flag} = false where id = $1`, [other]);
  });

  test('can be gone back to, and takes every word along', async () => {
    const { browser, form } = await guest(`${PAGE}?deptid=1`);
    const back = await browser.post(PAGE, { ...form, ...WORDS, task: 'change' }, { 'a.png': 'x' });
    expect(shown(back.text)).toContain('Your files could not be kept.');
    const kept = fieldsOn(back.text);
    expect(kept).toMatchObject({ ...WORDS, task: 'choose' });
    const chosen = await browser.post(PAGE, { ...kept, deptid: String(other) });
    const again = fieldsOn(chosen.text);
    expect(again).toMatchObject({ ...WORDS, deptid: String(other), key: form.key });
    const sent = await browser.post(PAGE, again);
    expect(await ticketAt(sent)).toMatchObject({ department_id: other });
  });
});

describe('a guest', () => {
  test('opens a ticket, which is then shown with a word of thanks', async () => {
    const { browser, page, form } = await guest(`${PAGE}?deptid=1`);
    expectOnlyOurs(page.text);
    const sent = await browser.post(
      PAGE,
      { ...form, ...WORDS, cc: 'a@example.com,\nBo <b@example.com>' },
      { 'photo.png': 'x' },
    );
    expect([sent.status, sent.text]).toEqual([303, '']);
    const location = sent.headers.get('location');
    expect(location).toMatch(/^viewticket\.php\?tid=\w+&c=\w{8}&done=opened$/);
    const ticket = await ticketAt(sent);
    expect(ticket).toMatchObject({ requester_name: 'Gus Guest', requester_email: 'gus@example.com', client_id: null });
    const seen = shown((await browser.get(`/${location}`)).text);
    for (const words of ['Your ticket has arrived.', 'photo.png', 'a@example.com', 'b@example.com']) {
      expect(seen).toContain(words);
    }
    expect(await world.events()).toContain('TicketOpen');
    expect(await world.logged()).toMatchObject({ action: 'pages/OpenTicket', username: 'Guest' });
    expect(JSON.stringify(world.log)).not.toContain(/c=(\w{8})/.exec(location ?? '')?.[1]);
  });

  test('may send the form twice, and opens one ticket', async () => {
    const { browser, form } = await guest(`${PAGE}?deptid=1`);
    const before = await count();
    const answers = await Promise.all([1, 2, 3].map(() => browser.post(PAGE, { ...form, ...WORDS }, { 'a.png': 'x' })));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    const changed = await browser.post(PAGE, { ...form, ...WORDS, message: 'More' });
    expect([changed.status, shown(changed.text).includes('This form was sent already')]).toEqual([409, true]);
    expect(await count()).toBe(before + 1);
    const next = fieldsOn(changed.text);
    expect(next).toMatchObject({ message: 'More' });
    expect((await browser.post(PAGE, next)).status).toBe(303);
    expect(await count()).toBe(before + 2);
  });

  test('is told all that is wrong at once, beside each field and on top, and loses no word', async () => {
    const { browser, form } = await guest(`${PAGE}?deptid=1`);
    const entered = {
      ...form,
      name: '',
      email: 'gus@',
      subject: ' ',
      message: HOSTILE,
      cc: 'no address',
      priority: 'Soon',
    };
    const { status, text } = await browser.post(PAGE, entered, { 'virus.exe': 'x' });
    expect(status).toBe(400);
    expectOnlyOurs(text);
    const summary = /<div class="problem"[\s\S]*?<\/div>/.exec(text)?.[0] ?? '';
    const linked = Array.from(summary.matchAll(/href="#([\w-]+)"/g), ([, id]) => id);
    expect(linked).toEqual(['name', 'email', 'subject', 'priority', 'cc', 'files']);
    for (const id of linked) {
      expect(text).toMatch(new RegExp(`id="${id}"[^>]* aria-describedby="[^"]*${id}-problem" aria-invalid="true"`));
      expect(text).toContain(`id="${id}-problem"`);
    }
    expect(fieldsOn(text)).toMatchObject({
      name: '',
      email: 'gus@',
      message: HOSTILE,
      cc: 'no address',
      key: form.key,
    });
    expect(shown(text)).toContain('Your files could not be kept. Please choose them again.');
    expect(shown(text)).toContain('“virus.exe”: files of this type are not allowed');
    expect((await browser.post(PAGE, { ...fieldsOn(text), ...WORDS, cc: '', priority: 'Low' })).status).toBe(303);
  });

  test('cannot choose what is of a client or of staff, nor be one', async () => {
    const { clientId } = await world.client();
    const service = await world.service(clientId);
    const secret = await world.customField({ name: 'Secret', type: 'text', staffOnly: true, required: true });
    const { browser, form, page } = await guest(`${PAGE}?deptid=1`);
    expect(page.text).not.toContain('Secret');
    const fields = {
      relatedservice: `S${service}`,
      clientid: String(clientId),
      admin: '1',
      [`customfield[${secret}]`]: 'x',
    };
    const sent = await browser.post(PAGE, { ...form, ...WORDS, ...fields });
    const ticket = await ticketAt(sent);
    expect(ticket).toMatchObject({ client_id: null, service_id: null });
    expect(await world.rows('select * from custom_field_values where ticket_id = $1', [ticket?.id])).toEqual([]);
    await world.done('DeleteCustomField', { fieldid: secret });
  });

  test('meets the filters of spam and the block list', async () => {
    await world.done('AddSpamFilter', { type: 'phrase', pattern: 'cheap pills' });
    await world.done('BlockTicketSender', { ticketid: (await world.ticket({ email: 'bad@example.com' })).id });
    for (const [fields, words] of [
      [{ message: 'Buy CHEAP pills' }, 'Our spam filter refused this text.'],
      [{ email: 'Bad@example.com' }, 'We do not accept tickets from this e-mail address here.'],
    ] as const) {
      const { browser, form } = await guest(`${PAGE}?deptid=1`);
      const { status, text } = await browser.post(PAGE, { ...form, ...WORDS, ...fields });
      expect([status, shown(text).includes(words)]).toEqual([400, true]);
      expect(fieldsOn(text)).toMatchObject(fields);
    }
  });

  test('is sent to sign in where only clients may open tickets, but keeps what was written', async () => {
    const { browser, form } = await guest(`${PAGE}?deptid=1`);
    await set('TicketGuestOpening', 'off');
    const front = async () => (await world.send('/', { headers: { Accept: 'text/html' } })).text;
    expect(await front()).not.toContain('submitticket');
    const page = await browser.get(`${PAGE}?deptid=1`);
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      `login.php?goto=${encodeURIComponent('submitticket.php?deptid=1')}`,
    ]);
    const sent = await browser.post(PAGE, { ...form, ...WORDS });
    expect([sent.status, sent.text.includes('<a href="login.php" target="_blank"')]).toEqual([403, true]);
    expect(fieldsOn(sent.text)).toMatchObject(WORDS);
    await set('TicketGuestOpening', 'on');
    expect(await front()).toContain('href="submitticket.php"');
    const again = await browser.post(PAGE, fieldsOn(sent.text));
    expect((await browser.post(PAGE, fieldsOn(again.text))).status).toBe(303);
  });
});

describe('a client', () => {
  test('opens a ticket about a service or a domain, without naming themselves', async () => {
    const { browser, clientId, page, form } = await client(`${PAGE}?deptid=1`, async (id) => {
      await world.service(id);
      await world.domain(id);
    });
    expect(page.text).not.toMatch(/name="(email|topic_again)"/);
    expectOnlyOurs(page.text);
    const [domain] = await world.rows<{ id: number }>('select id from domains where client_id = $1', [clientId]);
    const { subject, message } = WORDS;
    const sent = await browser.post(PAGE, { ...form, subject, message, relatedservice: `D${domain?.id}` });
    expect(sent.headers.get('location')).toMatch(/^viewticket\.php\?tid=\w+&done=opened$/);
    expect(await ticketAt(sent)).toMatchObject({ client_id: clientId, domain_id: domain?.id });
    expect(shown((await browser.get(`/${sent.headers.get('location')}`)).text)).toContain('Your ticket has arrived.');
    expect((await browser.get('/supporttickets.php')).text).toContain('href="submitticket.php"');
  });

  test("cannot name another client's service", async () => {
    const { clientId } = await world.client();
    const service = await world.service(clientId);
    const { subject, message } = WORDS;
    const refusalOf = async (prepare: (id: number) => Promise<unknown>) => {
      const { browser, form } = await client(`${PAGE}?deptid=1`, prepare);
      const sent = await browser.post(PAGE, { ...form, subject, message, relatedservice: `S${service}` });
      expect([sent.status, shown(sent.text).includes('please choose one of')]).toEqual([400, true]);
      return sent.text;
    };
    expect(await refusalOf((id) => world.service(id))).toMatch(/href="#related"[\s\S]*id="related"/);
    // Without the field, there is nothing to link to.
    expect(await refusalOf(async () => {})).not.toContain('#related');
  });

  test('loses no word to a session that ended, nor to a forged form', async () => {
    const { browser, form } = await client(`${PAGE}?deptid=1`);
    const { subject, message } = WORDS;
    const forged = await browser.post(PAGE, { ...form, subject, message, proof: 'x' });
    expect([forged.status, fieldsOn(forged.text).message]).toEqual([400, message]);
    later(9 * 3600);
    const ended = await browser.post(PAGE, { ...form, subject, message });
    expect([ended.status, shown(ended.text).includes('You are not signed in any more.')]).toEqual([403, true]);
    // Without signing in again, the same person may write as a guest.
    const sent = await browser.post(PAGE, { ...fieldsOn(ended.text), name: 'Ann', email: 'ann@example.com' });
    expect(await ticketAt(sent)).toMatchObject({ subject, client_id: null });
  });
});

describe('the brakes', () => {
  test('stop a form that was sent at once, which may then be sent again as it is', async () => {
    const { browser, form } = await guest(`${PAGE}?deptid=1`, 1);
    const { status, text } = await browser.post(PAGE, { ...form, ...WORDS });
    expect([status, shown(text).includes('That was very quick.')]).toEqual([400, true]);
    later(2);
    expect((await browser.post(PAGE, fieldsOn(text))).status).toBe(303);
  });

  test('stop whoever fills in the field that people do not see, and tell neither people nor readers of it', async () => {
    const { browser, form, page } = await guest(`${PAGE}?deptid=1`);
    expect(page.text).toMatch(
      /class="trap" aria-hidden="true">[\s\S]*name="topic_again" value="" tabindex="-1" autocomplete="off"/,
    );
    const { status, text } = await browser.post(PAGE, { ...form, ...WORDS, topic_again: 'http://x.example' });
    expect([status, fieldsOn(text).topic_again]).toEqual([400, '']);
    expect((await browser.post(PAGE, fieldsOn(text))).status).toBe(303);
  });

  test('stop a form from another place, or without a cookie', async () => {
    const { form } = await guest(`${PAGE}?deptid=1`);
    const { browser } = await guest(`${PAGE}?deptid=1`);
    const foreign = await browser.post(PAGE, { ...form, ...WORDS });
    expect([foreign.status, fieldsOn(foreign.text).subject]).toEqual([400, WORDS.subject]);
    browser.cookies.clear();
    const bare = await browser.post(PAGE, { ...form, ...WORDS });
    expect([bare.status, shown(bare.text).includes('Please allow cookies')]).toEqual([400, true]);
    expect((await browser.post(PAGE, fieldsOn(bare.text))).status).toBe(303);
  });

  test('ask for an old form once more, with every word and a fresh proof', async () => {
    const { browser, form } = await guest(`${PAGE}?deptid=1`);
    later(25 * 3600);
    const { status, text } = await browser.post(PAGE, { ...form, ...WORDS });
    expect([status, shown(text).includes('Everything you wrote is still here.')]).toEqual([400, true]);
    expect(fieldsOn(text).proof).not.toBe(form.proof);
    // Whoever sends it at once is no robot.
    expect((await browser.post(PAGE, fieldsOn(text))).status).toBe(303);
  });

  test('stop more tickets than people write, from a network and of an address', async () => {
    // Limits begin anew at full hours.
    world.now = new Date((Math.floor(world.now.getTime() / 3_600_000) + 1) * 3_600_000 + 60_000);
    const statuses: number[] = [];
    for (let sent = 0; sent < 21; sent++) {
      const { browser, form } = await guest(`${PAGE}?deptid=1`, 10, `192.0.2.${sent + 1}`);
      const answer = await browser.post(PAGE, {
        ...form,
        ...WORDS,
        email: sent % 2 ? 'rob@example.com' : 'ROB@example.com',
      });
      statuses.push(answer.status);
      if (answer.status === 429) {
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(fieldsOn(answer.text)).toMatchObject({ message: WORDS.message });
      }
    }
    expect(statuses).toEqual([...Array(20).fill(303), 429]);
  });

  test('are counted, without a word of what was sent', async () => {
    for (const brake of ['fast', 'trap', 'forged', 'old', 'limit'] as const) expect(stopped(brake)).toBeGreaterThan(0);
    expect(JSON.stringify(world.log)).not.toContain('burns');
  });
});

describe('a form that is too large', () => {
  const small = useWorld((config) => {
    config.trustedProxies = ['127.0.0.0/8', '::1/128'];
    config.limits = { ...config.limits, bodyBytes: 100_000 };
  });
  beforeAll(() => small.serve());
  const pages = newTicketsOf(small);

  test('comes back with every word, and can be sent without its files', async () => {
    const field = await small.customField({ name: 'Server', type: 'text' });
    const { browser, form } = await pages.guest();
    const entered = { ...form, ...WORDS, subject: 'Übergröße "x" 日本', [`customfield[${field}]`]: 'alpha' };
    const { status, text } = await browser.post(PAGE, entered, { 'large.txt': 'x'.repeat(300_000) });
    expect([status, shown(text).includes('The files are too large: a form may have 100 kB in all.')]).toEqual([
      413,
      true,
    ]);
    expect(fieldsOn(text)).toMatchObject({ ...entered, message: 'Help!\nSoon.', key: form.key });
    expect(shown(text)).toContain('Please choose them again.');
    expect((await browser.post(PAGE, fieldsOn(text))).status).toBe(303);
  });

  test('comes back also if it did not say how long it is', async () => {
    const { browser, form } = await pages.guest();
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...form, ...WORDS })) body.set(name, value);
    body.append('attachments[]', new Blob(['x'.repeat(300_000)]), 'large.txt');
    const { headers, body: stream } = new Response(body);
    const { status, text } = await browser.send(PAGE, {
      ...{ method: 'POST', body: stream, duplex: 'half' },
      headers: { 'Content-Type': headers.get('content-type') ?? '' },
    });
    expect([status, fieldsOn(text).subject]).toEqual([413, WORDS.subject]);
  });

  test('of a client does, too', async () => {
    const { browser, form } = await pages.client();
    const { subject, message } = WORDS;
    const { status, text } = await browser.post(
      PAGE,
      { ...form, subject, message },
      { 'large.txt': 'x'.repeat(300_000) },
    );
    expect([status, fieldsOn(text).message]).toEqual([413, message]);
    expect((await browser.post(PAGE, fieldsOn(text))).status).toBe(303);
  });
});

test('hostile input is never an error of ours', async () => {
  const { browser, form } = await guest(`${PAGE}?deptid=1`);
  for (const fields of [
    { deptid: '99999999999999999999' },
    { deptid: "1' or 1=1" },
    { 'deptid[]': '1' },
    { 'subject[a][b]': 'x' },
    { 'customfield[__proto__]': 'x', 'customfield[constructor]': 'x', 'customfield[99999999999]': 'x' },
    { customfield: 'x', relatedservice: 'S99999999999', key: 'a b' },
    { relatedservice: 'S1 or 1=1', priority: '%', task: HOSTILE },
    { message: 'x'.repeat(200_001), subject: 'y'.repeat(1_001), name: 'z'.repeat(251) },
    { email: 'gus@example.com\r\nBcc: victim@example.com' },
    { cc: Array.from({ length: 11 }, (_, place) => `a${place}@example.com`).join('\n') },
    { subject: HOSTILE, message: HOSTILE, name: HOSTILE },
  ]) {
    const { key: _key, ...rest } = form;
    const { status, text } = await browser.post(PAGE, { ...rest, ...WORDS, ...fields } as Record<string, string>);
    expect([fields, status]).toEqual([fields, expect.any(Number)]);
    expect([303, 400, 404]).toContain(status);
    if (status !== 303) expectOnlyOurs(text);
  }
  const { status, text } = await browser.get(`${PAGE}?deptid=1&subject=${encodeURIComponent(HOSTILE)}&message[]=x`);
  expect(status).toBe(200);
  expectOnlyOurs(text);
});
