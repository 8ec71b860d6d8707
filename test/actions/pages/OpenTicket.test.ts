import type { CustomFieldType } from '../../../src/store/tickets/custom-fields';
import { newTicketsOf, PAGE, WORDS } from '../../support/new-tickets';
import { shown } from '../../support/pages';
import { fieldsOn } from '../../support/plain-browser';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const { guest, client, ticketAt } = newTicketsOf(world);

interface Row {
  type: CustomFieldType;
  pattern?: string;
  options?: string[];
  /** The input as the page has it. */
  input: RegExp;
  right: string;
  /** As it is stored. */
  stored: unknown;
  wrong: string;
  problem: string;
}

/** Options by their names, because their ids are known only later. */
const OPTIONS = ['Alpha', 'Beta'];

const TYPES: Row[] = [
  {
    type: 'text',
    input: /<input id="ID" name="NAME" type="text"/,
    ...{ right: 'one line', stored: 'one line', wrong: '', problem: 'please fill this in' },
  },
  {
    type: 'textarea',
    input: /<textarea id="ID" name="NAME"/,
    ...{ right: 'two\nlines', stored: 'two\nlines', wrong: '', problem: 'please fill this in' },
  },
  {
    type: 'number',
    input: /<input id="ID" name="NAME" type="text"[^>]* inputmode="decimal"/,
    ...{ right: '1.50', stored: '1.50', wrong: 'many', problem: 'please enter a number' },
  },
  {
    type: 'date',
    input: /<input id="ID" name="NAME" type="date"/,
    ...{ right: '2027-01-31', stored: '2027-01-31', wrong: '2027-02-30', problem: 'please enter a date' },
  },
  {
    type: 'time',
    input: /<input id="ID" name="NAME" type="time"/,
    ...{ right: '09:30', stored: '09:30', wrong: '25:00', problem: 'please enter a time' },
  },
  {
    type: 'regex',
    pattern: '/^AB-\\d+$/',
    input: /<input id="ID" name="NAME" type="text"/,
    ...{ right: 'AB-12', stored: 'AB-12', wrong: 'AB-x', problem: 'this does not have the form that is needed' },
  },
  {
    type: 'select',
    options: OPTIONS,
    input: /<select id="ID" name="NAME"[\s\S]*Alpha/,
    ...{ right: 'Beta', stored: 'Beta', wrong: '999999', problem: 'please choose one of the possible answers' },
  },
  {
    type: 'multi_button',
    options: OPTIONS,
    input: /<fieldset[\s\S]*<input type="radio" id="ID" name="NAME"/,
    ...{ right: 'Alpha', stored: 'Alpha', wrong: '999999', problem: 'please choose one of the possible answers' },
  },
  {
    type: 'hierarchy',
    options: ['Hosting>Shared', 'Hosting>Own'],
    input: /<select id="ID" name="NAME"[\s\S]*Hosting › Own/,
    ...{
      right: 'Own',
      stored: ['Hosting', 'Own'],
      wrong: '999999',
      problem: 'please choose one of the possible answers',
    },
  },
  {
    type: 'checkbox',
    input: /<input type="checkbox" id="ID" name="NAME" value="1"/,
    ...{ right: '1', stored: true, wrong: '', problem: 'please tick this box' },
  },
  {
    type: 'button',
    input: /<input type="checkbox" id="ID" name="NAME" value="1"/,
    ...{ right: '1', stored: true, wrong: '', problem: 'please tick this box' },
  },
];

/** A department whose tickets have a required field of this type. */
async function departmentWith({ type, pattern, options }: Row) {
  const departmentId = await world.department({ name: `With ${type}` });
  const id = await world.customField({
    ...{ name: `A <${type}>`, type, departmentId, required: true },
    ...(pattern !== undefined && { pattern }),
    ...(options !== undefined && { options }),
  });
  await world.change(`update custom_fields set description = 'Why & "how"' where id = $1`, [id]);
  const rows = await world.rows<{ id: number; name: string }>(
    'select id, name from custom_field_options where field_id = $1',
    [id],
  );
  const idOf = (name: string): number | undefined => rows.find((row) => row.name === name)?.id;
  return { departmentId, id, idOf };
}

describe.each(TYPES)('a custom field of the type $type', (row) => {
  test.each([['guest'], ['client']] as const)('is asked of a %s, checked and stored', async (who) => {
    const { departmentId, id, idOf } = await departmentWith(row);
    const open = who === 'guest' ? guest : client;
    const { browser, form, page } = await open(`${PAGE}?deptid=${departmentId}`);
    const name = `customfield[${id}]`;
    const input = row.input.source.replace('ID', `field-${id}`).replace('NAME', name.replace(/[[\]]/g, '\\$&'));
    expect(page.text).toMatch(new RegExp(input));
    expect(shown(page.text)).toContain(`A <${row.type}>`);
    expect(page.text).toMatch(new RegExp(`id="field-${id}-hint"><bdi>Why &amp; &quot;how&quot;<`));
    expect(page.text).toContain(`aria-describedby="field-${id}-hint"`);

    const refused = await browser.post(PAGE, { ...form, ...WORDS, [name]: row.wrong });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(`<a href="#field-${id}">`);
    expect(shown(refused.text)).toContain(`A <${row.type}>: ${row.problem}`);
    expect(fieldsOn(refused.text)).toMatchObject({ subject: WORDS.subject, message: WORDS.message });

    const value = row.options === undefined ? row.right : String(idOf(row.right));
    const sent = await browser.post(PAGE, { ...form, ...WORDS, [name]: value });
    const [stored] = await world.rows('select value from custom_field_values where ticket_id = $1', [
      (await ticketAt(sent))?.id,
    ]);
    const ids = [row.stored].flat().map((one) => idOf(String(one)));
    const expected =
      row.type === 'hierarchy'
        ? Object.fromEntries(ids.map((one, place) => [place + 1, one]))
        : row.options
          ? ids[0]
          : row.stored;
    expect(stored).toEqual({ value: expected });
  });

  test('keeps its value when something else is wrong', async () => {
    const { departmentId, id, idOf } = await departmentWith(row);
    const { browser, form } = await guest(`${PAGE}?deptid=${departmentId}`);
    const name = `customfield[${id}]`;
    const value = row.options === undefined ? row.right : String(idOf(row.right));
    const { text } = await browser.post(PAGE, { ...form, ...WORDS, subject: '', [name]: value });
    expect(fieldsOn(text)[name]).toBe(value);
  });
});

test('a field that may stay empty stores nothing, whatever its type', async () => {
  const departmentId = await world.department({ name: 'Optional' });
  for (const { type, options } of TYPES) {
    await world.customField({ name: type, type, departmentId, ...(options && { options }) });
  }
  const { browser, form } = await guest(`${PAGE}?deptid=${departmentId}`);
  const sent = await browser.post(PAGE, { ...form, ...WORDS });
  const ticket = await ticketAt(sent);
  expect(await world.rows('select * from custom_field_values where ticket_id = $1', [ticket?.id])).toEqual([]);
});

test('a hook refuses in its own words', async () => {
  world.desk.validateOpenings(async () => 'Not on <Sundays>');
  const { browser, form } = await guest(`${PAGE}?deptid=1`);
  const { status, text } = await browser.post(PAGE, { ...form, ...WORDS });
  world.desk.validateOpenings(undefined);
  expect([status, shown(text).includes('Not on <Sundays>'), fieldsOn(text).message]).toEqual([
    400,
    true,
    WORDS.message,
  ]);
});
