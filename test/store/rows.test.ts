import { changeRow, holdRow, insertRow, isTaken, takeRow } from '../../src/store/rows';
import { useWorld } from '../support/world';

const world = useWorld();

const write = <T>(work: Parameters<typeof world.desk.database.transaction<T>>[1]): Promise<T> =>
  world.desk.database.transaction('write', work);

test('rows are written and read in camelCase, and the log uses the names of the columns', async () => {
  const id = await write((db) => insertRow(db, 'departments', { name: 'Sales', clientsOnly: true, sortOrder: 7 }));
  expect(await world.rows('select name, clients_only, sort_order from departments where id = $1', [id])).toEqual([
    { name: 'Sales', clients_only: true, sort_order: 7 },
  ]);
  const changes = await write((db) =>
    changeRow(db, 'departments', id, { clientsOnly: false, sortOrder: 8, name: 'Sales' }),
  );
  expect(changes).toEqual({ clients_only: [true, false], sort_order: [7, 8] });
  const whole = { id, name: 'Sales', clientsOnly: false, sortOrder: 8, preventClientClosure: false };
  expect(await write((db) => holdRow(db, 'departments', id))).toMatchObject(whole);
  expect(await write((db) => takeRow(db, 'departments', id))).toMatchObject(whole);
});

test('the log leaves out secret values, although members have other names than columns', async () => {
  const id = await world.admin('Told');
  const changes = await write((db) =>
    changeRow(db, 'staff', id, { passwordHash: 'x', signature: 'y', updatedAt: new Date(0), firstName: 'Joan' }),
  );
  expect(changes).toEqual({
    ...{ password_hash: ['...', '...'], signature: ['...', '...'] },
    first_name: ['Jo', 'Joan'],
  });
});

test.each<[string, (db: Parameters<typeof insertRow>[0]) => Promise<unknown>]>([
  ['insertRow', (db) => insertRow(db, 'clients', { first_name: 'Ann' })],
  ['changeRow', (db) => changeRow(db, 'clients', 1, { first_name: 'Ann' })],
  ['isTaken', (db) => isTaken(db, 'clients', { first_name: 'Ann' })],
])('%s refuses a column name in place of a member', async (_what, work) => {
  await expect(write(work)).rejects.toThrow('"first_name" is not the name of a member');
});
