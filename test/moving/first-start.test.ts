import { prepareFirstStart } from '../../src/desk/first-start';
import { CARRIERS } from '../../src/moving/carriers/all';
import { runImport } from '../../src/moving/run';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { oldDesk } from '../support/old-records';
import { useWorld } from '../support/world';

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});

const firstStart = (first: Parameters<typeof prepareFirstStart>[2]) =>
  prepareFirstStart((work) => world.desk.database.transaction('write', work), world.desk.passwords, first);

test('whoever moves in before the first start gets a credential, also by the names of the old desk', async () => {
  await world.change('delete from credentials');
  const source = oldDesk({
    staff: [{ sourceId: '3', username: 'ann', firstName: 'Ann', disabled: true }],
    credential: [{ sourceId: '1', identifier: 'of-the-old-desk', description: 'Billing' }],
  });
  await runImport(database.connection, source, { carriers: CARRIERS, now: () => world.now });
  const names = { adminUsername: 'ANN', adminPassword: 'correct horse battery staple' };
  const first = { identifier: 'of-the-old-desk', secret: 'a secret of 20 characters', ...names };
  expect(await firstStart(first)).toBeUndefined();
  world.desk.forget();
  const answer = await world.post({ ...first, action: 'GetAdminUsers' });
  expect(answer.json).toMatchObject({ result: 'success', admin_users: [{ username: 'ann', isDisabled: 0 }] });
  // Only the first start does it.
  await firstStart({ identifier: 'another', secret: 'another secret of 20' });
  expect(await world.rows('select identifier from credentials')).toEqual([{ identifier: 'of-the-old-desk' }]);
});

test('revoking every credential does not make the next start the first', async () => {
  await world.change('update credentials set revoked_at = now()');
  await world.change('delete from credential_secrets');
  await firstStart({});
  expect(await world.rows('select identifier from credentials')).toEqual([{ identifier: 'of-the-old-desk' }]);
});
