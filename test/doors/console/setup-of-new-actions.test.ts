import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegistry, type Registered } from '../../../src/calls/registry';
import { filledIn, mainForm, setupPages } from '../../support/setup-pages';
import { type StaffPerson, signedInStaff } from '../../support/staff-browser';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWorld } from '../../support/world';

// The pages must not know an action to have a page for it, so these exist nowhere else.

const world = useWorld();
let staff: StaffPerson;
let pages: ReturnType<typeof setupPages>;

const ID = { type: 'integer', description: 'The id of the gadget', minimum: 1, 'x-error': 'Gadget ID Not Found' };
const NAME = { type: 'string', description: 'What it is called', pattern: '\\S', 'x-error': 'Name is required' };
const FIELDS = {
  colour: { type: 'string', description: 'Its colour', enum: ['red', 'green'], 'x-error': 'There is no such colour' },
  loud: { type: 'boolean', description: 'Whether it makes a noise', default: true },
  manual: { type: 'string', 'x-multiline': true, description: 'How it is used' },
  deptid: { type: 'integer', description: 'Who uses it; 0 for everybody', minimum: 0 },
  code: { type: 'string', description: 'What unlocks it', 'x-secret': true },
};
const SHOWN = { id: { type: 'integer' }, name: { type: 'string' }, colour: { type: 'string' } };
const ROW = { ...SHOWN, loud: { type: 'boolean' }, manual: { type: 'string' }, deptid: { type: 'integer' } };
const LISTED = {
  totalresults: { type: 'integer' },
  gadgets: { type: 'object', properties: { gadget: { type: 'array', items: { type: 'object', properties: ROW } } } },
};

const SCHEMAS: Record<string, { properties: object; required?: string[]; answer: object; reads?: boolean }> = {
  GetGadgets: { properties: { gadgetid: { ...ID, 'x-absent': 'zero' } }, answer: LISTED, reads: true },
  AddGadget: { properties: { name: NAME, ...FIELDS }, required: ['name'], answer: { gadgetid: { type: 'integer' } } },
  UpdateGadget: { properties: { gadgetid: ID, name: NAME, ...FIELDS }, required: ['gadgetid'], answer: {} },
  DeleteGadget: { properties: { gadgetid: ID }, required: ['gadgetid'], answer: {} },
  ShakeGadget: {
    properties: { gadgetid: ID, times: { type: 'integer', description: 'How often', minimum: 1 } },
    required: ['gadgetid', 'times'],
    answer: { shaken: { type: 'integer' } },
  },
  PolishGadget: { properties: { gadgetid: ID }, required: ['gadgetid'], answer: {} },
  CountGadgets: { properties: {}, answer: { gadgets: { type: 'integer' } }, reads: true },
};

const ACTIONS: Record<string, string> = {
  GetGadgets:
    '({ gadgetid }) => { const all = [...gadgets.values()].filter((one) => !gadgetid || one.id === gadgetid); return { totalresults: all.length, gadgets: { gadget: all } }; }',
  AddGadget:
    '({ code, ...values }) => { const id = gadgets.size + 1; gadgets.set(id, { id, ...values }); return { gadgetid: id }; }',
  UpdateGadget: '({ gadgetid, code, ...values }) => { Object.assign(gadgets.get(gadgetid), values); return {}; }',
  DeleteGadget: '({ gadgetid }) => { gadgets.delete(gadgetid); return {}; }',
  ShakeGadget: '({ times }) => ({ shaken: times })',
  PolishGadget: '({ gadgetid }) => { gadgets.get(gadgetid).colour = "green"; return {}; }',
  CountGadgets: '() => ({ gadgets: gadgets.size })',
};

function madeUp(): Registered[] {
  const folder = temporaryFolder();
  for (const name of ['actions', 'schemas']) mkdirSync(join(folder, name));
  for (const [name, { properties, required = [], answer, reads = false }] of Object.entries(SCHEMAS)) {
    const schema = {
      ...{ title: name, description: `What ${name} does`, 'x-topic': 'Desk', type: 'object', required, properties },
      ...{ 'x-access': reads ? 'read' : 'write', 'x-responsetype': 'list', 'x-refusals': [] },
      'x-answer': { type: 'object', properties: { result: { type: 'string' }, ...answer } },
    };
    writeFileSync(join(folder, 'schemas', `${name}.json`), JSON.stringify(schema));
    const code = `const gadgets = (globalThis.gadgets ??= new Map()); exports.default = async (...all) => (${ACTIONS[name]})(...all);`;
    writeFileSync(join(folder, 'actions', `${name}.js`), code);
  }
  return loadRegistry(join(folder, 'actions'), join(folder, 'schemas')).all();
}

beforeAll(async () => {
  const { registry } = world.desk;
  const made = madeUp();
  const all = [...registry.all(), ...made];
  const { find } = registry;
  Object.assign(registry, {
    all: () => all,
    find: (name: string) => find(name) ?? made.find((action) => action.name.toLowerCase() === name.toLowerCase()),
  });
  staff = await signedInStaff(world);
  pages = setupPages(staff);
});

test('new actions are found, and listed with what they are for', async () => {
  const overview = (await pages.get('')).text;
  expect(overview).toMatch(
    /<a href="[^"]*setup\/gadgets">Gadgets<\/a> <span class="hint"><span lang="en" dir="ltr">What GetGadgets does/,
  );
  expect(overview).toContain('setup/do/count-gadgets"');
  expect((await pages.get('?q=gadget')).text).not.toContain('setup/departments"');
});

test('each parameter has the field that its schema describes', async () => {
  const { text } = await pages.get('gadgets/new');
  for (const part of [
    '<input id="p-name" name="p[name]" required',
    '<select id="p-colour" name="p[colour]"',
    '<option value="green">green</option>',
    '<input type="checkbox" id="p-loud" name="p[loud]" value="1" checked',
    '<textarea id="p-manual" name="p[manual]"',
    '<select id="p-deptid" name="p[deptid]"',
    '>Support</option>',
    '<input id="p-code" name="p[code]" aria-describedby="p-code-hint" type="password" value=""',
    'Whether it makes a noise',
  ])
    expect(text).toContain(part);
});

test('things are refused, added, changed, worked with and deleted', async () => {
  const form = mainForm((await pages.get('gadgets/new')).text);
  const refused = await pages.send(
    'gadgets/new',
    filledIn(form, { manual: 'Turn\nit', colour: 'blue', name: 'G', code: 'mine' }),
  );
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('<span class="wrong" id="p-colour-problem"><bdi>There is no such colour');
  expect(refused.text).not.toContain('mine');
  const again = mainForm(refused.text);
  expect(again.fields).toEqual(
    expect.arrayContaining([
      ['p[manual]', 'Turn\nit'],
      ['p[name]', 'G'],
      ['p[colour]', 'blue'],
    ]),
  );

  const added = await pages.send('gadgets/new', filledIn(again, { colour: 'red' }));
  expect([added.status, added.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/setup\/gadgets\/1\?done=1$/),
  ]);
  expect((await pages.get('gadgets')).text).toMatch(/setup\/gadgets\/1"[^>]*><bdi>G<\/bdi>/);

  const item = (await pages.get('gadgets/1')).text;
  await pages.send('gadgets/1', filledIn(mainForm(item), { name: 'Gizmo', manual: '' }));
  const { fields } = mainForm((await pages.get('gadgets/1')).text);
  expect(Object.fromEntries(fields)).toMatchObject({
    'p[name]': 'Gizmo',
    'p[manual]': ' ',
    'p[loud]': '1',
    'p[colour]': 'red',
  });

  const shake = mainForm((await pages.get('gadgets/1/shake-gadget')).text);
  expect((await pages.send('gadgets/1/shake-gadget', filledIn(shake, { times: '3' }))).text).toMatch(
    /<dd><bdi>3<\/bdi><\/dd>/,
  );
  expect(item).toContain('>Polish gadget</button>');
  expect(await pages.send('gadgets/1/polish-gadget', shake.fields)).toMatchObject({ status: 303 });
  expect(Object.fromEntries(mainForm((await pages.get('gadgets/1')).text).fields)['p[colour]']).toBe('green');
  expect((await pages.get('do/count-gadgets')).text).toContain('<dd><bdi>1</bdi></dd>');

  const removal = mainForm((await pages.get('gadgets/1/delete-gadget')).text);
  await pages.send('gadgets/1/delete-gadget', removal.fields);
  expect((await pages.get('gadgets/1')).status).toBe(404);
});
