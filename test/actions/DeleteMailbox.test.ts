import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const add = async (): Promise<number> => {
  const place = { host: 'imap.example.com', username: 'a@example.com', password: 'p', enabled: false };
  return Number((await world.done('AddMailbox', { ...place, deptid: 1 })).mailboxid);
};

test('deletes a mailbox', async () => {
  const mailboxid = await add();
  const answer = await world.done('DeleteMailbox', { mailboxid });
  expectAnswer('DeleteMailbox', answer);
  expect(await world.rows('select 1 from mailboxes')).toEqual([]);
  expect((await world.logged())?.changes).toEqual({
    ...{ host: ['imap.example.com', null], username: ['a@example.com', null] },
  });
});

test('a department that is deleted leaves its mailbox without one', async () => {
  const deptid = await world.department();
  const mailboxid = await add();
  await world.done('UpdateMailbox', { mailboxid, deptid });
  await world.done('DeleteDepartment', { departmentid: deptid });
  expect(await world.rows('select department_id from mailboxes')).toEqual([{ department_id: null }]);
});

async function ofOthers() {
  await world.admin('limited', { departmentIds: [await world.department()] });
  return { mailboxid: await add() };
}

testRefusals(world, 'DeleteMailbox', [
  { message: 'Mailbox ID Not Found', because: 'none', params: { mailboxid: 999_999 } },
  {
    ...{ message: 'Mailbox ID Not Found', because: "others'", params: ofOthers },
    call: (action, params) => world.call(action, params, 'limited'),
  },
]);
