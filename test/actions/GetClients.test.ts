import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

interface Clients {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  clients: { client: Record<string, unknown>[] };
}
const list = async (params: Record<string, unknown> = {}) =>
  (await world.done('GetClients', params)) as unknown as Clients;

beforeAll(async () => {
  await world.change(`insert into client_groups (id, name) overriding system value values (7, 'Good')`);
  await world.change(`
    insert into clients (first_name, last_name, company, email, status, group_id, created_at) values
      ('Ann', 'Lee', 'Zoo', 'ann@example.com', 'Active', null, '2027-01-31 23:30Z'),
      ('bob', 'Fox', '', 'b_b@example.org', 'Closed', 7, '2027-01-01 12:00Z'),
      ('Cid', 'ÅBERG', '100% Cid', 'cid@example.com', 'Inactive', null, '2027-02-01 00:30Z'),
      ('Cid', 'Fox', 'a\\b', 'second@example.com', 'Active', null, '2026-01-01 12:00Z')`);
});

test('answers as published', async () => {
  const answer = await world.done('GetClients', { limitnum: 1 });
  expectAnswer('GetClients', answer);
  expect(answer).toEqual({
    ...{ result: 'success', totalresults: 4, startnumber: 0, numreturned: 1 },
    clients: {
      client: [
        {
          ...{ id: 1, firstname: 'Ann', lastname: 'Lee', companyname: 'Zoo', email: 'ann@example.com' },
          ...{ datecreated: '2027-01-31', groupid: 0, status: 'Active' },
        },
      ],
    },
  });
});

test('has an empty list without matches', async () => {
  expect(await world.done('GetClients', { search: 'nobody' })).toEqual({
    ...{ result: 'success', totalresults: 0, startnumber: 0, numreturned: 0, clients: { client: [] } },
  });
});

test.each<[Record<string, unknown>, number[]]>([
  [{}, [1, 2, 3, 4]],
  [{ sorting: 'DESC' }, [4, 3, 2, 1]],
  [{ limitstart: 1, limitnum: 2 }, [2, 3]],
  [{ limitstart: 9 }, []],
  [{ orderby: 'id', sorting: 'asc' }, [1, 2, 3, 4]],
  [{ orderby: 'firstname' }, [1, 2, 3, 4]],
  [{ orderby: 'firstname', sorting: 'desc' }, [4, 3, 2, 1]],
  [{ orderby: 'lastname' }, [2, 4, 1, 3]],
  [{ orderby: 'companyname' }, [2, 3, 4, 1]],
  [{ orderby: 'email' }, [1, 2, 3, 4]],
  [{ orderby: 'datecreated' }, [4, 2, 1, 3]],
  [{ orderby: 'groupid' }, [1, 3, 4, 2]],
  [{ orderby: 'status' }, [1, 4, 2, 3]],
  [{ status: 'active' }, [1, 4]],
  [{ status: 'Closed' }, [2]],
  [{ status: 'undefined' }, [1, 2, 3, 4]],
  [{ status: 'Gone' }, []],
  [{ search: 'CID' }, [3, 4]],
  [{ search: ' cid fox ' }, [4]],
  [{ search: 'åberg' }, [3]],
  [{ search: 'zoo ann@' }, [1]],
  [{ search: 'example.com', status: 'Active' }, [1, 4]],
  [{ search: '%' }, [3]],
  [{ search: '_' }, [2]],
  [{ search: 'a\\b' }, [4]],
  [{ search: ' ' }, [1, 2, 3, 4]],
])('%j gives %j', async (params, ids) => {
  const { clients, numreturned, startnumber } = await list(params);
  const found = clients.client.map(({ id }) => id);
  expect([found, numreturned, startnumber]).toEqual([ids, ids.length, params.limitstart ?? 0]);
});

test('counts all matches, not only the page', async () => {
  expect(await list({ search: 'cid', limitnum: 1 })).toMatchObject({ totalresults: 2, numreturned: 1 });
});

testRefusals(world, 'GetClients', [
  { message: 'Invalid sorting. Must be ASC or DESC', params: { sorting: 'up' } },
  {
    message:
      'Invalid orderby. Must be one of id, firstname, lastname, companyname, email, datecreated, groupid, status',
    params: { orderby: 'id; drop table clients' },
  },
  { message: 'Parameter "limitstart" is out of range', params: { limitstart: -1 } },
  { message: 'Parameter "limitnum" must be a whole number', params: { limitnum: 'all' } },
  { message: 'Parameter "search" may have at most 250 characters', params: { search: 'x'.repeat(251) } },
]);
