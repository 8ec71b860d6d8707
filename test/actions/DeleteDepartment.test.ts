import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.desk.defaultDepartmentId = 1;
});

test('deletes an empty department', async () => {
  const departmentid = await world.department({ name: 'Spare' });
  const id = await world.admin('both', { departmentIds: [1, departmentid] });
  const answer = await world.done('DeleteDepartment', { departmentid });
  expectAnswer('DeleteDepartment', answer);
  expect(await world.rows('select 1 from departments where id = $1', [departmentid])).toEqual([]);
  expect(await world.rows('select department_id from staff_departments where staff_id = $1', [id])).toEqual([
    { department_id: 1 },
  ]);
  expect((await world.logged())?.changes).toEqual({ name: ['Spare', null] });
});

test('of two concurrent deletions, one does not delete the last one', async () => {
  const alone = [await world.department(), await world.department()];
  await world.change('delete from staff_departments');
  await world.change('update departments set sort_order = 0');
  await world.change('delete from departments where id <> all($1::int[])', [alone]);
  const answers = await Promise.all(alone.map((departmentid) => world.call('DeleteDepartment', { departmentid })));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
  expect(answers).toContainEqual({ result: 'error', message: 'The last department cannot be deleted' });
  await world.change(`insert into departments (id, name) values (1, 'Support')`);
});

testRefusals(world, 'DeleteDepartment', [
  { message: 'Department ID Not Found', params: {} },
  { message: 'Department ID Not Found', because: 'unknown id', params: { departmentid: 999_999 } },
  {
    message: 'The default department cannot be deleted',
    because: 'it is set',
    params: async () => {
      const departmentid = await world.department();
      await world.done('SetConfigurationValue', { setting: 'TicketDefaultDepartment', value: departmentid });
      return { departmentid };
    },
  },
  // Overriding the default with the setting does not make the original one deletable.
  { message: 'The default department cannot be deleted', params: { departmentid: 1 } },
  ...[
    ['open', 'null'],
    ['deleted', 'now()'],
  ].map(([which, deletedAt]) => ({
    message: 'The department has tickets',
    because: which!,
    params: async () => {
      const deptid = await world.department();
      const { id } = await world.ticket({ deptid });
      await world.change(`update tickets set deleted_at = ${deletedAt} where id = $1`, [id]);
      return { deptid };
    },
  })),
  {
    message: 'The department has custom fields',
    params: async () => {
      const departmentId = await world.department();
      await world.customField({ name: 'Invoice', type: 'text', departmentId });
      return { departmentid: departmentId };
    },
  },
  {
    message: 'The department is the only one of an administrator',
    params: async () => {
      const departmentid = await world.department();
      await world.admin('only', { departmentIds: [departmentid] });
      return { departmentid };
    },
  },
  {
    message: 'The last department cannot be deleted',
    params: async () => {
      await world.change('delete from tickets');
      await world.change('delete from departments where id <> 1');
      return { departmentid: 1 };
    },
  },
]);
