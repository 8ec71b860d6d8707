import { useWorld } from '../support/world';

/** A form that does not encode a plus sign delivers a space. Text in one line must not have line breaks. */
const world = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});

const ticket = 'action=OpenTicket&deptid=1&name=Ann+Lee&subject=Test&message=Test';

/** Sends a form as text, with nothing encoded. */
async function call(form: string) {
  const { identifier, secret } = world.credentials;
  const { json } = await world.send('/includes/api.php', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `identifier=${identifier}&secret=${secret}&responsetype=json&${form}`,
  });
  return json!;
}

const shown = (id: unknown) => call(`action=GetTicket&ticketid=${id}`);

beforeAll(async () => {
  world.now = new Date('2026-11-28T12:00:00Z');
});

describe('dates', () => {
  test.each([
    '2026-11-01T12:00:00+01:00',
    '2026-11-01T12:00:00+0100',
    '2026-11-01 12:00:00+01:00',
    '2026-11-01T16:30:00+05:30',
    'Sun, 01 Nov 2026 12:00:00 +0100',
    '1793530800',
    '1793530800000',
    '@1793530800',
    '2026-11-01T06:00:00-05:00',
  ])('created=%s', async (created) => {
    const { id } = await call(`${ticket}&email=ann@example.com&created=${created}`);
    expect(await shown(id)).toMatchObject({ date: '2026-11-01 12:00:00' });
  });

  test('updated_since in a query string', async () => {
    const { identifier, secret } = world.credentials;
    const query = `identifier=${identifier}&secret=${secret}&responsetype=json&action=GetTickets&limitnum=1`;
    const { json } = await world.send(`/includes/api.php?${query}&updated_since=2026-11-01T12:00:00+01:00`);
    expect(json).toMatchObject({ result: 'success' });
  });

  test.each([
    ['a minute ahead counts as now', 60, 'success'],
    ['two minutes ahead counts as now', 120, 'success'],
    ['more is refused', 121, 'error'],
  ])('%s', async (_name, seconds, result) => {
    const created = new Date(world.now.getTime() + seconds * 1000).toISOString();
    const answer = await call(`${ticket}&email=ann@example.com&created=${created}`);
    expect(answer).toMatchObject({ result });
    if (result === 'error') return;
    expect(await shown(answer.id)).toMatchObject({ date: '2026-11-28 13:00:00' });
  });
});

describe('addresses', () => {
  test('of a guest', async () => {
    const { id } = await call(`${ticket}&email=ann+test@example.com`);
    expect(await shown(id)).toMatchObject({ email: 'ann+test@example.com' });
    expect(await call('action=GetTickets&email=ann+test@example.com')).toMatchObject({ totalresults: 1 });
  });

  test('in copies', async () => {
    const { id } = await call(`${ticket}&email=ann@example.com&cc=bob+x@example.com, "Cy" <cy@example.com>`);
    expect(await shown(id)).toMatchObject({ cc: 'bob+x@example.com,cy@example.com' });
  });

  test.each([
    ['a client', 'AddClient', 'firstname=Eve&lastname=Fox&skipvalidation=1&password2=a+long+password'],
    ['a user', 'AddUser', 'firstname=Kim&lastname=Fox&password2=a+long+password'],
  ])('of %s', async (who, action, fields) => {
    const email = `${who.replace(' ', '')}+x@example.com`;
    expect(await call(`action=${action}&${fields}&email=${email}`)).toMatchObject({ result: 'success' });
    const [row] = await world.rows('select count(*) from users where email = $1', [email]);
    expect(row).toEqual({ count: 1 });
  });
});

describe('addresses to search for', () => {
  test.each([
    ['GetUsers', 'search'],
    ['GetClients', 'search'],
    ['GetActivityLog', 'user'],
  ])('%s', async (action, name) => {
    const email = `${action}+x@example.com`;
    await call(`action=AddClient&firstname=Eve&lastname=Fox&skipvalidation=1&password2=a+long+password&email=${email}`);
    expect(await call(`action=${action}&${name}=${email}`)).toMatchObject({ totalresults: 1 });
  });

  test('words stay words', async () => {
    await call('action=AddUser&firstname=Ada&lastname=Byron&email=ada@example.com&password2=a+long+password');
    expect(await call('action=GetUsers&search=Ada+Byron')).toMatchObject({ totalresults: 1 });
  });
});

describe('line breaks in values of one line become spaces', () => {
  test.each(['%0D%0A', '%0A', '%0D', '%0A%0A', '%0D%0A%0D%0A'])('%s', async (lineBreak) => {
    const between = (a: string, b: string) => `${a}${lineBreak}${b}`;
    const { id } = await call(
      `action=OpenTicket&deptid=1&email=ann@example.com&name=${between('Ann', 'Lee')}` +
        `&subject=${between('Help', 'Bcc: eve@example.com')}&message=${between('one', 'two')}`,
    );
    const found = await shown(id);
    expect(found).toMatchObject({ name: 'Ann Lee', subject: 'Help Bcc: eve@example.com' });
    expect(JSON.stringify(found.replies)).toContain(JSON.stringify(decodeURIComponent(between('one', 'two'))));
    await call(`action=UpdateTicket&ticketid=${id}&subject=${between('a', 'b')}&name=${between('c', 'd')}`);
    expect(await shown(id)).toMatchObject({ name: 'c d', subject: 'a b' });
  });

  test('of clients, administrators, departments, custom fields and mail', async () => {
    await world.customField({ name: 'Line', type: 'text' });
    await world.customField({ name: 'Lines', type: 'textarea' });
    const { clientid } = await call(
      'action=AddClient&firstname=Eve%0AX&lastname=Fox%0D%0AY&companyname=A%0AB&skipvalidation=1&email=e@example.com' +
        '&password2=a+long+password&notes=one%0Atwo',
    );
    const { id } = await call(
      `action=OpenTicket&clientid=${clientid}&deptid=1&subject=s&message=m` +
        '&customfields[Line]=a%0Ab&customfields[Lines]=a%0Ab',
    );
    await call('action=AddDepartment&name=Sales%0ATeam');
    const [client] = await world.rows('select first_name, last_name, company, notes from clients where id = $1', [
      clientid,
    ]);
    expect(client).toEqual({ first_name: 'Eve X', last_name: 'Fox Y', company: 'A B', notes: 'one\ntwo' });
    expect((await shown(id)).customfields).toMatchObject({ customfield: [{ value: 'a b' }, { value: 'a\nb' }] });
    expect(await world.rows(`select name from departments where name like 'Sales%'`)).toEqual([{ name: 'Sales Team' }]);
  });
});
