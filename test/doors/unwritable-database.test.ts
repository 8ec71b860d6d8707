import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const opening = {
  ...{ action: 'OpenTicket', deptid: '1', name: 'Ann', email: 'ann@example.com', subject: 'S', message: 'M' },
};

// What PostgreSQL says when its file system was mounted read-only, and when its files belong to somebody else.
test.each([
  'could not open file "base/5/1255": Read-only file system',
  'could not extend file "base/5/16406": Permission denied',
])('a call is refused for now while PostgreSQL says: %s', async (said) => {
  await world.change(`create function refuse() returns trigger language plpgsql as $$
    begin raise exception '${said}' using errcode = 'insufficient_privilege'; end $$`);
  await world.change('create trigger refuse before insert on tickets execute function refuse()');
  const refused = await world.post(opening);
  await world.change('drop function refuse cascade');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
  expect(refused.json).toEqual({
    result: 'error',
    message: 'The database is not available right now: nothing was done, please try again shortly',
  });
  expect(JSON.stringify(world.log)).toContain("the database's server may not write, or not read, its own files");
  expect((await world.post(opening)).json).toMatchObject({ result: 'success' });
});
