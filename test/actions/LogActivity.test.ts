import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { TEXTS } from '../support/texts';
import { useWorld } from '../support/world';

const world = useWorld();

const entries = () => world.rows('select id from activity_log');

test('writes one entry, as described', async () => {
  const staffId = await world.admin('jo');
  const { clientId } = await world.client();
  const before = await entries();
  const params = { description: 'Called about <the> invoice', clientid: clientId };
  const answer = await world.done('LogActivity', params, 'jo');
  expectAnswer('LogActivity', answer);
  expect(await entries()).toHaveLength(before.length + 1);
  expect(await world.logged()).toEqual({
    action: 'LogActivity',
    description: 'Called about <the> invoice',
    caller: `local:staff:${staffId}`,
    username: 'jo',
    address: '',
    staffId,
    clientId,
    userId: null,
    changes: null,
  });
});

test.each([undefined, '', '0'])('about no client: clientid %p', async (clientid) => {
  await world.done('LogActivity', { description: 'Nightly run', clientid });
  expect(await world.logged()).toMatchObject({ description: 'Nightly run', clientId: null });
});

test('takes userid as another name of clientid', async () => {
  await world.done('LogActivity', { description: 'Old caller', userid: 7 });
  expect(await world.logged()).toMatchObject({ clientId: 7, userId: null });
});

test.each(TEXTS)('text comes back unchanged: %s', async (_what, description) => {
  await world.done('LogActivity', { description });
  expect(await world.logged()).toMatchObject({ description });
});

test('stores a description of the greatest length', async () => {
  const description = '😀'.repeat(5000);
  await world.done('LogActivity', { description });
  expect(await world.logged()).toMatchObject({ description });
});

const REQUIRED = 'Description is required, with at most 5000 characters';

testRefusals(world, 'LogActivity', [
  { message: REQUIRED, params: { clientid: 1 } },
  { message: REQUIRED, because: 'blank', params: { description: ' ' } },
  { message: REQUIRED, because: 'long', params: { description: 'x'.repeat(5001) } },
  { message: 'Parameter "clientid" must be a whole number', params: { clientid: 'Ann', description: 'x' } },
]);
