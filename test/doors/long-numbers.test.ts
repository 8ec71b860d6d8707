import { ask, asProgram } from '../support/doors';
import { useWorld } from '../support/world';

/** Numbers in JSON that a double cannot hold: PHP sends all their digits, and none may change on the way. */
const world = useWorld();

const LONG = '123456789012345678';
const GUEST = '"deptid":1,"name":"Gus","email":"gus@example.com"';

let text: number;
let count: number;

beforeAll(async () => {
  text = await world.customField({ name: 'Serial', type: 'text' });
  count = await world.customField({ name: 'Count', type: 'number' });
});

/** The subject, the message and the values of a ticket. */
async function shown(ticketid: unknown) {
  const [row] = await world.rows<{ subject: string; body: string; values: Record<string, unknown> | null }>(
    `select t.subject, m.body, (select jsonb_object_agg(f.name, v.value) from custom_field_values v
       join custom_fields f on f.id = v.field_id where v.ticket_id = t.id) as values
     from tickets t join messages m on m.ticket_id = t.id where t.id = $1`,
    [ticketid],
  );
  return row;
}

const json = (body: string) =>
  world.send('/includes/api.php', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });

const opening = (members: string) =>
  json(
    `{"identifier":"${world.credentials.identifier}","secret":"${world.credentials.secret}","action":"OpenTicket",${GUEST},${members}}`,
  );

describe('at the hatch', () => {
  test('a subject and a message in JSON', async () => {
    const { json: answer } = await opening(`"subject":${LONG},"message":-${LONG}`);
    expect(await shown(answer?.id)).toMatchObject({ subject: LONG, body: `-${LONG}` });
  });

  test.each<[string, () => string]>([
    ['by id', () => `{"${text}":${LONG},"${count}":${LONG}}`],
    ['by name', () => `{"serial": ${LONG} , "count": ${LONG} }`],
    ['as pairs', () => `[{"id":${text},"value":${LONG}},{"name":"Count","value":${LONG}}]`],
  ])('custom fields %s, in JSON and as JSON in a form', async (_how, fields) => {
    const values = { Serial: LONG, Count: LONG };
    const inJson = await opening(`"subject":"S","message":"M","customfields":${fields()}`);
    expect(await shown(inJson.json?.id)).toMatchObject({ values });
    const base = {
      action: 'OpenTicket',
      deptid: '1',
      name: 'Gus',
      email: 'gus@example.com',
      subject: 'S',
      message: 'M',
    };
    for (const customfields of [fields(), Buffer.from(fields()).toString('base64')]) {
      const inForm = await world.post({ ...base, customfields });
      expect(await shown(inForm.json?.id)).toMatchObject({ values });
    }
  });

  test('where a number of another kind is expected, it is refused as ever', async () => {
    const answers = await Promise.all([
      json(
        `{"identifier":"${world.credentials.identifier}","secret":"${world.credentials.secret}","action":"GetTicket","ticketid":${LONG},"responsetype":"json"}`,
      ),
      world.post({ action: 'GetTicket', ticketid: LONG }),
    ]);
    for (const { json: answer } of answers) expect(answer).toEqual({ result: 'error', message: 'Ticket ID Not Found' });
  });
});

describe('at the Socialboards API', () => {
  test('a title and the values of custom fields', async () => {
    const headers = await asProgram(world);
    const fields = `[{"id":${text},"value":${LONG}},{"id":${count},"value":${LONG}}]`;
    const creator = '{"name":"Bill","email":"bill@guests.example"}';
    const body = `{"title":${LONG},"message":${LONG},"creator":${creator},"customFields":${fields}}`;
    const { json: answer } = await world.send('/tickets', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
    });
    const values = { Serial: LONG, Count: LONG };
    expect(await shown(answer?.data)).toEqual({ subject: LONG, body: LONG, values });
    expect((await ask(world, headers, 'GET', `/tickets/${String(answer?.data)}`)).text).toContain(`"value":"${LONG}"`);
  });

  test('no id', async () => {
    const headers = { ...(await asProgram(world)), 'Content-Type': 'application/json' };
    const body = `{"title":"T","message":"M","categoryId":${LONG}}`;
    const { json: answer, status } = await world.send('/tickets', { method: 'POST', headers, body });
    expect(status).toBe(400);
    expect(String(answer?.errorText)).toContain('categoryId');
  });
});
