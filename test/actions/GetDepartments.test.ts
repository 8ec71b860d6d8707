import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const DEPARTMENT = {
  id: 1,
  name: 'Support',
  description: 'Questions and problems of every kind',
  email: '',
  clientsonly: false,
  repliesonly: false,
  hidden: false,
  preventclientclosure: false,
  sortorder: 0,
};

test('lists all in order, hidden ones too', async () => {
  const { departmentid: id } = await world.done('AddDepartment', { name: 'Staff room', hidden: true, sortorder: 0 });
  await world.done('AddDepartment', { name: 'Behind', sortorder: 5 });
  const answer = await world.done('GetDepartments');
  expectAnswer('GetDepartments', answer);
  expect(answer).toMatchObject({
    totalresults: 3,
    departments: {
      department: [
        DEPARTMENT,
        { ...DEPARTMENT, id, name: 'Staff room', description: '', hidden: true },
        { ...DEPARTMENT, id: Number(id) + 1, name: 'Behind', description: '', sortorder: 5 },
      ],
    },
  });
});

test.each([
  [{ departmentid: 1 }, [DEPARTMENT]],
  [{ deptid: '1' }, [DEPARTMENT]],
  [{ departmentid: 999_999 }, []],
])('finds one: %j', async (params, department) => {
  expect(await world.done('GetDepartments', params)).toEqual({
    ...{ result: 'success', totalresults: department.length },
    departments: { department },
  });
});

testRefusals(world, 'GetDepartments', []);
