import { join } from 'node:path';
import { PEOPLE_CARRIERS } from '../../src/moving/carriers/people';
import { TICKET_CARRIERS } from '../../src/moving/carriers/tickets';
import { runImport } from '../../src/moving/run';
import { openDump } from '../../src/moving/sources/whmcs/program';
import { plainBrowser } from '../support/browser-without-scripts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { PeopleComparison } from '../support/old-desk/compare-people';
import { writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { users } from '../support/old-desk/people';
import { STAFF } from '../support/old-desk/setup';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

/** Whether people are on this desk as they were on the old one. Everybody signs in, which takes bcrypt half a minute. */

let database: TestDatabase;
const world = useWorld(undefined, async () => {
  database = await createTestDatabase();
  return database;
});
const old = new OldDesk(700);

beforeAll(async () => {
  const file = join(temporaryFolder(), 'dump.sql');
  await writeDump(old, file);
  const source = await openDump({ file, timeZone: 'UTC' });
  try {
    const carriers = [...PEOPLE_CARRIERS, ...TICKET_CARRIERS];
    await runImport(database.connection, source, { carriers, now: () => world.now });
  } finally {
    await source.close();
  }
  await world.serve();
}, 300_000);

test('nothing differs from what was known of them', async () => {
  const comparison = new PeopleComparison(old, async (action, fields) => {
    const answer: Record<string, unknown> = await world.done(action, fields);
    return action === 'GetClientsDetails' ? { ...answer, ...(answer.client as object) } : answer;
  });
  await comparison.clients();
  await comparison.contacts();
  await comparison.users();
  await comparison.belongings();
  await comparison.setup();
  expect(comparison.differences).toEqual([]);
}, 300_000);

test('every user and every administrator is let in with the password of there, and with no other', async () => {
  const outcomes: Record<string, number> = {};
  for (const { email, password } of users(old.size)) {
    const tried = password?.plain ?? 'correct horse';
    const { result } = await world.call('ValidateLogin', { email, password2: tried });
    const { result: other } = await world.call('ValidateLogin', { email, password2: `${tried}!` });
    const outcome = `${password === undefined ? 'without' : 'with'} a password: ${String(result)}, ${String(other)}`;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  expect(Object.keys(outcomes).sort()).toEqual(['with a password: success, error', 'without a password: error, error']);
  for (const { username, password, disabled } of STAFF) {
    const browser = plainBrowser(world);
    await browser.get('/admin/sign-in');
    const { status } = await browser.submit('password', { username, password: password.plain });
    expect([username, status]).toEqual([username, disabled ? 403 : 303]);
  }
}, 300_000);
