import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let plan: Record<string, unknown>;
let birthday: Record<string, unknown>;

beforeAll(async () => {
  const pattern = '^\\d+$';
  const rest = { pattern, required: true, staffOnly: true, departmentId: 1 };
  plan = {
    ...{ id: await world.customField({ name: 'Plan', type: 'text', ...rest }), name: 'Plan', type: 'text' },
    ...{ owner: 'ticket', departmentid: 1, description: '', pattern, required: true, staffonly: true, sortorder: 1 },
  };
  birthday = {
    ...{ id: await world.customField({ name: 'Birthday', type: 'date', owner: 'client' }), name: 'Birthday' },
    ...{ type: 'date', owner: 'client', departmentid: 0, description: '', pattern: '', required: false },
    ...{ staffonly: false, sortorder: 2 },
  };
});

test.each<[Record<string, unknown>, () => unknown[]]>([
  [{}, () => [plan, birthday]],
  [{ fieldid: 0 }, () => [plan, birthday]],
  [{ fieldid: 1 }, () => [plan]],
  [{ owner: 'client' }, () => [birthday]],
  [{ owner: 'ticket' }, () => [plan]],
  [{ owner: 'client', fieldid: 1 }, () => []],
])('lists the fields in order: %j', async (params, expected) => {
  const answer = await world.done('GetCustomFields', params);
  expectAnswer('GetCustomFields', answer);
  const field = expected();
  expect(answer).toEqual({ result: 'success', totalresults: field.length, fields: { field } });
});

testRefusals(world, 'GetCustomFields', [
  { message: 'Invalid Owner. Must be ticket or client', params: { owner: 'product' } },
]);
