import { ask, asProgram, testDoorRefusals } from '../../support/doors';
import { dataOf, openTicket, success } from '../../support/socialboards';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let forbidden: Record<string, string>;

beforeAll(async () => {
  headers = await asProgram(world);
  forbidden = await asProgram(world, ['socialboards/listtags']);
});

const list = (path = '/customFields') => ask(world, headers, 'GET', path);

interface Field {
  id: number;
  key: string;
  possibleValues: { id: number; value: string }[];
}

test("lists the fields of tickets in their order, with the values that they take, and no client's", async () => {
  expect((await list()).json).toEqual(success([]));
  const city = await world.customField({ name: 'City', type: 'select', options: ['Oslo', 'Bergen'] });
  const plan = await world.customField({
    name: 'Plan',
    type: 'hierarchy',
    required: true,
    options: ['Hosting>Shared', 'Hosting>Own', 'Mail'],
  });
  const internal = await world.customField({ name: 'Internal', type: 'text', staffOnly: true });
  await world.customField({ name: 'Size', type: 'select', owner: 'client', options: ['Small'] });
  const answer = await list();
  const shown = (id: number, name: string, type: string, isRequired: boolean, possibleValues: unknown) => {
    return { id, key: name, name, type, isRequired, possibleValues };
  };
  const valued = (values: string[]) => values.map((value) => ({ id: expect.any(Number), value }));
  const ofPlan = ['Hosting', 'Hosting > Shared', 'Hosting > Own', 'Mail'];
  expect(answer.json).toEqual(
    success([
      shown(city, 'City', 'select', false, valued(['Oslo', 'Bergen'])),
      shown(plan, 'Plan', 'hierarchy', true, expect.arrayContaining(valued(ofPlan))),
      shown(internal, 'Internal', 'text', false, []),
    ]),
  );
  expect((await list('/CUSTOMFIELDS/')).text).toBe(answer.text);
});

test('takes each possible value, and shows it again under the same key', async () => {
  const fields = dataOf<Field[]>(await list());
  const mandatory = fields.find(({ key }) => key === 'Plan')!;
  for (const { id, key, possibleValues } of fields) {
    for (const { value } of possibleValues) {
      const customFields = [
        { id: mandatory.id, value: 'Mail' },
        { id, value },
      ].slice(id === mandatory.id ? 1 : 0);
      const ticketId = await openTicket(world, headers, { customFields });
      const ticket = dataOf<{ customFields: unknown[] }>(await ask(world, headers, 'GET', `/tickets/${ticketId}`));
      expect(ticket.customFields).toContainEqual({ id, key, value });
    }
  }
});

testDoorRefusals(world, 'socialboards/ListCustomFields', [
  {
    message: 'Invalid Permissions: API action "socialboards/listcustomfields" is not allowed',
    status: 403,
    request: () => ask(world, forbidden, 'GET', '/customFields'),
  },
]);
