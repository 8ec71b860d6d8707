import { loadDemoData } from '../src/cli/demo-data';
import { ask, asProgram, withApiKey } from './support/doors';
import { SAMPLE_ANSWER, SAMPLE_REQUEST } from './support/helpdeskeddy';
import { SAMPLE } from './support/socialboards';
import { useWorld } from './support/world';

const world = useWorld();

beforeAll(() => loadDemoData(world.desk, () => {}));

test('the published Socialboards sample works unedited', async () => {
  const answer = await ask(world, await asProgram(world), 'POST', '/tickets', SAMPLE);
  expect(answer.json).toEqual({ data: expect.any(Number), errorCode: -1, errorText: null });
});

test('the published HelpDeskEddy sample works unedited, and answers the fields of the published answer', async () => {
  const [row] = await world.rows<{ id: number }>(`select id from staff where username = 'administrator'`);
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`insert into roles (name, actions) values ('All', '{*}')`);
    await db.query('insert into staff_roles (staff_id, role_id) select $1, id from roles where name = $2', [
      row!.id,
      'All',
    ]);
  });
  const answer = await ask(
    world,
    await withApiKey(world, { staffId: row!.id }),
    'POST',
    '/api/v2/tickets/',
    SAMPLE_REQUEST,
  );
  expect(answer.status).toBe(200);
  const { custom_fields, owner_id, owner_name, user_id, pid } = answer.json!.data as (typeof SAMPLE_ANSWER)['data'];
  expect(custom_fields).toEqual(SAMPLE_ANSWER.data.custom_fields);
  expect({ owner_id, owner_name, user_id, pid }).toEqual({
    owner_id: 1,
    owner_name: 'Administrator',
    user_id: 1,
    pid: 1,
  });
});

test('rows that are made afterwards have ids of their own', async () => {
  expect(await world.customField({ name: 'Another', type: 'text' })).toBeGreaterThan(42_623);
});
