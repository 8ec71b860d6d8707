import { testDoorRefusals } from '../../support/doors';
import { forbidden, jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const name = (en: string, ru = '', ua = '') => ({ en, ru, ua });
const post = (id: number, options: unknown) => callers.staff.ask('POST', `/custom_fields/${id}/options/`, { options });

// Select 1 has the options 1 and 2, hierarchy 2 the options 3 and, below it, 4; field 3 has none.
beforeAll(async () => {
  await world.customField({ name: 'Plan', type: 'select', options: ['Basic', 'Business'] });
  await world.customField({ name: 'Product', type: 'hierarchy', options: ['Hosting>Shared'] });
  await world.customField({ name: 'Text', type: 'text' });
});

test('adds options after the existing ones, in every language, and renames others', async () => {
  const first = await post(1, [
    { name: ' Gold ' },
    { id: 1, name: { en: 'Base', ru: 'База' } },
    { name: { ua: 'Срібло' } },
  ]);
  const gold = { id: 5, name: name('Gold') };
  const silver = { id: 6, name: name('Срібло', '', 'Срібло') };
  const business = { id: 2, name: name('Business') };
  expect([first.status, first.text]).toEqual([
    200,
    jsonOf({ data: [{ id: 1, name: name('Base', 'База') }, business, gold, silver] }),
  ]);
  const second = await post(1, [
    { id: 1, name: 'Basic' },
    { id: 6, name: { en: 'Silver', ru: 'Серебро' } },
    { id: 5, name: { ru: 'Золото' } },
  ]);
  expect(second.json).toEqual({
    data: [
      { id: 1, name: name('Basic', 'База') },
      business,
      { id: 5, name: name('Gold', 'Золото') },
      { id: 6, name: name('Silver', 'Серебро', 'Срібло') },
    ],
  });
  const third = await post(1, [{ id: 1, name: { ru: '' } }]);
  expect(third.json).toMatchObject({ data: [{ id: 1, name: name('Basic') }, {}, {}, {}] });
});

test('an option of a hierarchy has a parent or none, also in a form', async () => {
  const body = 'options[0][pid]=3&options[0][name]=VPS&options[1][pid]=0&options[1][name][en]=Domains';
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await world.send('/api/v2/custom_fields/2/options/', {
    method: 'POST',
    headers: { ...callers.staff.headers, ...type },
    body,
  });
  expect(answer.json).toEqual({
    data: [
      { id: 3, pid: 0, name: name('Hosting') },
      { id: 4, pid: 3, name: name('Shared') },
      { id: expect.any(Number), pid: 3, name: name('VPS') },
      { id: expect.any(Number), pid: 0, name: name('Domains') },
    ],
  });
});

testDoorRefusals(world, 'helpdeskeddy/CreateFieldOptions', [
  { message: 'Custom field with id {9} not found', status: 404, request: () => post(9, [{ name: 'x' }]) },
  { message: 'Parameter "options" is required', request: () => post(1, undefined) },
  { message: 'Parameter "options" must be a list', request: () => post(1, 'Gold') },
  { message: 'Parameter "options" must have at least 1 entries', request: () => post(1, []) },
  { message: 'Parameter "options[0].name" is required', request: () => post(1, [{}]) },
  { message: 'Parameter "options[1].name" must not be empty', request: () => post(1, [{ name: 'x' }, { name: ' ' }]) },
  {
    message: 'Parameter "options[0].name" must not be empty',
    because: 'in no language',
    request: () => post(1, [{ name: { en: '', ru: ' ' } }]),
  },
  {
    message: 'Parameter "options[0].name" contains characters that are not valid text',
    request: () => post(1, [{ name: 'a\u0000' }]),
  },
  { message: 'Custom field with id {3} has no options: its type is text', request: () => post(3, [{ name: 'x' }]) },
  {
    message: 'Parameter "options[0].id" must be an option of custom field with id {1}',
    because: "another field's",
    request: () => post(1, [{ id: 3, name: 'x' }]),
  },
  {
    message: 'Parameter "options[0].pid" must be an option of custom field with id {2}',
    because: "another field's",
    request: () => post(2, [{ pid: 1, name: 'x' }]),
  },
  {
    message: 'Parameter "options[0].pid" is only for options of a hierarchy',
    request: () => post(1, [{ pid: 1, name: 'x' }]),
  },
  { message: 'Parameter "options[0].pid" cannot be changed', request: () => post(2, [{ id: 4, pid: 0, name: 'x' }]) },
  {
    message: forbidden('CreateFieldOptions'),
    status: 403,
    because: 'a client',
    request: () => callers.ann.ask('POST', '/custom_fields/1/options', { options: [{ name: 'x' }] }),
  },
]);
