import { isOfTheHatch } from '../../../src/calls/registry';
import { loadActions } from '../../../src/desk/desk';
import { type Family, setUpOf } from '../../../src/doors/console/setup/families';
import { NOT_ASKED } from '../../../src/doors/console/setup/hints';
import * as ar from '../../../src/pages/console/texts/ar';
import * as de from '../../../src/pages/console/texts/de';
import * as en from '../../../src/pages/console/texts/en';
import { APP_PASSWORD, addOne, exampleOf, freeTexts, textFor } from '../../support/setup-families';
import { filledIn, mainForm, type PageForm, setupForms, setupPages } from '../../support/setup-pages';
import { type StaffPerson, signedInStaff } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld();
const actions = loadActions().all();
const { families, others } = setUpOf(actions);
const addable = families.filter(({ add }) => add !== undefined);

let staff: StaffPerson;
let pages: ReturnType<typeof setupPages>;

beforeAll(async () => {
  staff = await signedInStaff(world);
  pages = setupPages(staff);
  await world.client('Ann Lee');
  await world.ticket({ noemail: true });
  await world.customField({ name: 'Colour', type: 'select', options: ['Red'] });
});

test('every action that is not about tickets has its page', async () => {
  const reached = families.flatMap(({ list, add, update, remove, detail, tasks, commonTasks }) => [
    ...[list, add, update, remove, detail],
    ...tasks,
    ...commonTasks,
  ]);
  const all = actions.filter(({ name, schema }) => isOfTheHatch(name) && schema['x-topic'] !== 'Tickets');
  const names = [...reached, ...others].flatMap((action) => action?.name ?? []);
  // What administrators do with their own sign-in is on the page of their account, and comparing is a report.
  const elsewhere = all.filter(({ name }) => name.includes('Own') || name.endsWith('Comparison'));
  expect(new Set([...names, ...elsewhere.map(({ name }) => name)])).toEqual(new Set(all.map(({ name }) => name)));
  expect(names.filter((name) => name.includes('Own') || name.endsWith('Comparison'))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('the first page leads to every other, and each shows', async () => {
  const overview = await pages.get('');
  const links = [...overview.text.matchAll(/<li><a href="[^"]*setup\/([^"]+)"/g)].flatMap(([, to]) => to ?? []);
  expect(links.length).toBeGreaterThan(families.length);
  for (const to of links) expect([to, (await pages.get(to)).status]).toEqual([to, 200]);
});

test.each(addable.map((family): [string, Family] => [family.noun, family]))(
  '%s: refused with every word kept, added, listed, changed and deleted',
  async (_noun, family) => {
    const { slug, add, update, remove } = family;
    const form = mainForm((await pages.get(`${slug}/new`)).text);
    await expectRefusal(family, form);

    const to = await addOne(pages, family);
    expect(to).toMatch(new RegExp(`^${slug}/\\d+$`));
    expect((await pages.get(slug)).text).toContain(`${to}"`);
    expect(add).toBeDefined();

    if (update !== undefined) {
      const before = mainForm((await pages.get(to)).text);
      expect(await pages.send(to, before.fields)).toMatchObject({ status: 303 });
      expect(mainForm((await pages.get(to)).text).fields.filter(isValue)).toEqual(before.fields.filter(isValue));
      const changes = Object.fromEntries(freeTexts(family, before).map((name) => [name, textFor(family, name)]));
      expect(await pages.send(to, filledIn(before, changes))).toMatchObject({ status: 303 });
      const after = Object.fromEntries(mainForm((await pages.get(to)).text).fields);
      for (const [name, value] of Object.entries(changes)) expect([name, after[`p[${name}]`]]).toEqual([name, value]);
    }

    if (remove === undefined) return;
    const [, removal = ''] =
      /class="row removal"><a [^>]*href="[^"]*setup\/([^"]+)"/.exec((await pages.get(to)).text) ?? [];
    const asked = await pages.get(removal);
    expect(asked.text).toContain('cannot be undone');
    expect(await pages.send(removal, mainForm(asked.text).fields)).toMatchObject({ status: 303 });
    expect((await pages.get(to)).status).toBe(404);
  },
);

/** Sends a form without what is required, and expects every word of the rest on the page that comes back. */
async function expectRefusal(family: Family, form: PageForm): Promise<void> {
  const required = family.add?.schema.required ?? [];
  const kept = form.fields
    .map(([name]) => name.slice(2, -1))
    .find((name) => {
      const property = family.add?.schema.properties[name];
      const isText = property?.type === 'string' && property.enum === undefined && !property['x-secret'];
      return isText && !required.includes(name);
    });
  const words = '<b>Kept & "whole"';
  const emptied = Object.fromEntries(Object.keys(exampleOf(family)).map((name) => [name, '']));
  // Every call that writes leaves an entry.
  const before = await world.rows('select max(id) from activity_log');
  const answer = await pages.send(
    `${family.slug}/new`,
    filledIn(form, { ...emptied, ...(kept !== undefined && { [kept]: words }) }),
  );
  expect([400, 404, 409]).toContain(answer.status);
  expect(answer.text).toContain('role="alert"');
  const [, named] = /class="problem"[^>]*><a href="#([^"]+)"/.exec(answer.text) ?? [];
  if (named !== undefined) expect(answer.text).toContain(`id="${named}-problem"`);
  if (kept !== undefined) expect(mainForm(answer.text).fields).toContainEqual([`p[${kept}]`, words]);
  expect(await world.rows('select max(id) from activity_log')).toEqual(before);
}

/** What a page says, whatever its addresses and the number of its request. */
const wordsOf = (page: string): string => page.replace(/<[^>]*>/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');

const isValue = ([name]: [string, string]): boolean => name.startsWith('p[');

describe('rights', () => {
  test('who may only list departments sees nothing else', async () => {
    const reader = await signedInStaff(world, { actions: ['GetDepartments'] });
    const theirs = setupPages(reader);
    const overview = await theirs.get('');
    expect([...overview.text.matchAll(/<li><a href="[^"]*setup\/([^"]+)"/g)].map(([, to]) => to)).toEqual([
      'departments',
    ]);
    expect((await theirs.get('departments')).text).not.toContain('departments/new');
    const item = await theirs.get('departments/1');
    expect(item.status).toBe(200);
    for (const word of ['<button data-key="save"', 'removal', 'mail-import-log']) expect(item.text).not.toContain(word);
    const nothing = await theirs.get('nonsense');
    expect(nothing.status).toBe(404);
    for (const to of ['statuses', 'departments/new', 'do/send-email', 'roles/1', 'departments/1/delete-department']) {
      const answer = await theirs.get(to);
      expect([to, answer.status, wordsOf(answer.text)]).toEqual([to, 404, wordsOf(nothing.text)]);
    }
  });

  test('what somebody may not do is refused when it is sent all the same', async () => {
    const reader = await signedInStaff(world, { actions: ['GetDepartments'] });
    const theirs = setupPages(reader);
    const proof = mainForm((await theirs.get('departments/1')).text).fields.filter(([name]) => name === 'proof');
    const before = await world.counts();
    for (const to of ['departments/1', 'departments/new', 'departments/1/delete-department']) {
      expect([400, 403, 404]).toContain((await theirs.send(to, [...proof, ['p[name]', 'Mine']])).status);
    }
    expect(await world.counts()).toEqual(before);
  });

  test('a form of another page is not even looked at', async () => {
    expect((await pages.send('departments/new', [['p[name]', 'Strange']])).status).toBe(403);
    expect((await pages.get('departments')).text).not.toContain('Strange');
  });
});

test('people who change different fields of one thing do not undo each other', async () => {
  const { departmentid } = await world.done('AddDepartment', { name: 'Both', description: 'Old' });
  const to = `departments/${departmentid}`;
  const [one, other] = [mainForm((await pages.get(to)).text), mainForm((await pages.get(to)).text)];
  await pages.send(to, filledIn(one, { name: 'Both of us' }));
  await pages.send(to, filledIn(other, { description: 'New' }));
  const after = Object.fromEntries(mainForm((await pages.get(to)).text).fields);
  expect(after).toMatchObject({ 'p[name]': 'Both of us', 'p[description]': 'New' });
});

test('what is emptied in the form of a macro is taken out of it', async () => {
  const { macroid } = await world.done('AddMacro', {
    ...{ name: 'Everything', shared: true, key: 'z', status: 'Closed', priority: 'High', deptid: 1, flag: 'me' },
    ...{ addtags: 'a,b', removetags: 'c', snoozehours: 5, reply: 'R', note: 'N' },
  });
  const to = `macros/${macroid}`;
  const emptied = { key: '', status: '', priority: '', deptid: '', flag: '', addtags: '', snoozehours: '0' };
  const form = mainForm((await pages.get(to)).text);
  expect(await pages.send(to, filledIn(form, { ...emptied, reply: '', note: '' }))).toMatchObject({ status: 303 });
  const { macros } = await world.done('GetMacros', { macroid });
  expect((macros as { macro: unknown[] }).macro).toMatchObject([
    { name: 'Everything', key: '', status: '', priority: '', deptid: 0, flag: '' },
  ]);
  expect((macros as { macro: unknown[] }).macro).toMatchObject([
    { addtags: '', removetags: 'c', snoozehours: 0, reply: '', note: '' },
  ]);
});

test('a value that cannot be removed is required', async () => {
  const { itemid } = await world.done('AddToDoItem', { title: 'Call', description: 'D', duedate: '2027-01-31' });
  const isRequired = async (name: string): Promise<boolean> => {
    const { text } = await pages.get(`to-do-items/${itemid}`);
    return new RegExp(`name="p\\[${name}\\]" required`).test(text);
  };
  expect([await isRequired('duedate'), await isRequired('description')]).toEqual([true, false]);
});

test('a secret is shown once, and secrets that were entered never', async () => {
  const form = mainForm((await pages.get('credentials/new')).text);
  const fields = filledIn(form, { roles: '1', description: 'For a form' });
  const first = await pages.send('credentials/new', fields);
  expect(first.text).toMatch(/<code class="secret">[\w-]{20,}<\/code>/);
  const again = await pages.send('credentials/new', fields);
  expect(again.text).not.toContain('class="secret"');
  expect(await world.rows('select 1 from credentials where description = $1', ['For a form'])).toHaveLength(1);
  const to = await addOne(pages, addable.find(({ noun }) => noun === 'Mailbox') as Family);
  expect((await pages.get(to)).text).not.toContain(APP_PASSWORD);
});

test('a mail template is previewed before it is saved, and its HTML is harmless', async () => {
  const { id } = await world.ticket({ subject: 'Lamp', noemail: true });
  const [template] = await world.rows<{ id: number }>(
    `select id from email_templates where name = 'Support Ticket Reply'`,
  );
  const to = `email-templates/${template?.id}`;
  const form = mainForm((await pages.get(to)).text);
  const message = '<p>Dear {$client_name}</p><script>alert(1)</script><p class="problem">Not saved yet</p>';
  const answer = await pages.send(to, [...filledIn(form, { message, id: String(id) }), ['preview', '1']]);
  expect(answer.status).toBe(200);
  const [, shown = ''] = /<form-preview.*<output>(.*)<\/output>/s.exec(answer.text) ?? [];
  expect(shown).toContain('<p>Dear Guest</p><p>Not saved yet</p>');
  expect(answer.text).not.toContain('<script>alert');
  expect(Object.fromEntries(mainForm(answer.text).fields)['p[message]']).toBe(message);
  expect((await pages.get(to)).text).not.toContain('Not saved yet');
});

test('a page is found by words of its action and its parameters', async () => {
  const found = async (query: string) =>
    [...(await pages.get(`?q=${encodeURIComponent(query)}`)).text.matchAll(/<li><a href="[^"]*setup\/([^"]+)"/g)].map(
      ([, to]) => to,
    );
  expect(await found('plusaddresses')).toEqual(['departments']);
  expect(await found('SPAM filt')).toEqual(['spam-filters']);
  expect((await pages.get('?q=%3Cb%3E')).text).toContain('&lt;b&gt;');
});

test('a setting is changed and reset', async () => {
  const to = 'configuration-values/EventDays';
  await pages.send(to, filledIn(mainForm((await pages.get(to)).text), { value: '44' }));
  expect((await pages.get('configuration-values')).text).toContain('<bdi>44</bdi>');
  const wrong = await pages.send(to, filledIn(mainForm((await pages.get(to)).text), { value: 'soon' }));
  expect([wrong.status, mainForm(wrong.text).fields]).toEqual([400, expect.arrayContaining([['p[value]', 'soon']])]);
  const { fields } = setupForms((await pages.get(to)).text).find(({ action }) =>
    action.endsWith('reset-configuration-value'),
  ) ?? { fields: [] };
  await pages.send(`${to}/reset-configuration-value`, fields);
  expect(await world.done('GetConfigurationValue', { setting: 'EventDays' })).toMatchObject({ value: '30' });
});

test('a test of a webhook leads to its delivery, which says what became of it', async () => {
  const { webhookid } = await world.done('AddWebhook', { url: 'https://hooks.example.com/in' });
  const to = `webhooks/${String(webhookid)}`;
  const { fields } = setupForms((await pages.get(to)).text).find(({ action }) => action.endsWith('test-webhook')) ?? {
    fields: [],
  };
  const sent = await pages.send(`${to}/test-webhook`, fields);
  const [{ id } = { id: 0 }] = await world.rows<{ id: string }>('select id from deliveries order by id desc limit 1');
  expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringMatching(/setup\/deliveries\/\d+\?/)]);
  expect(sent.headers.get('location')).toContain(`deliveries/${id}?`);
  expect((await pages.get(`deliveries/${id}`)).text).toContain('WebhookTest');
});

test('every field of a form has a name, and every list', () => {
  const { lists, actions: named, parameters } = en.setup;
  const isNamed = (noun: string, name: string) =>
    [`${noun}.${name}`, name].some((one) => Object.hasOwn(parameters, one.toLowerCase())) || NOT_ASKED.has(name);
  const unnamed = families.flatMap(({ noun, add, update, tasks, commonTasks }) => [
    ...(Object.hasOwn(lists, noun) ? [] : [noun]),
    ...[...tasks, ...commonTasks].flatMap(({ name }) => (Object.hasOwn(named, name) ? [] : [name])),
    ...[add, update].flatMap((action) =>
      Object.keys(action?.schema.properties ?? {})
        .filter((name) => !isNamed(noun, name))
        .map((name) => `${action?.name}.${name}`),
    ),
  ]);
  expect(unnamed).toEqual([]);
});

test.each([de, ar])('names in another language are those of the first', ({ setup }) => {
  for (const kind of ['lists', 'actions', 'parameters', 'topics'] as const)
    expect(Object.keys(setup[kind]).sort()).toEqual(Object.keys(en.setup[kind]).sort());
});
