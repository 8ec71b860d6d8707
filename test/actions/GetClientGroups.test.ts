import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('is empty without groups', async () => {
  expect(await world.done('GetClientGroups')).toEqual({ result: 'success', totalresults: 0, groups: { group: [] } });
});

test('lists all groups', async () => {
  const { groupid } = await world.done('AddClientGroup', { groupname: 'VIP', discountpercent: '5', susptermexempt: 1 });
  const params = { groupname: 'Another', groupcolour: '#ff0000', separateinvoices: 1 };
  const { groupid: second } = await world.done('AddClientGroup', params);
  const answer = await world.done('GetClientGroups');
  expectAnswer('GetClientGroups', answer);
  const flags = { susptermexempt: '', separateinvoices: '' };
  expect(answer).toEqual({
    result: 'success',
    totalresults: 2,
    groups: {
      group: [
        {
          id: groupid,
          groupname: 'VIP',
          groupcolour: '#ffffff',
          discountpercent: '5.00',
          ...flags,
          susptermexempt: 'on',
        },
        {
          id: second,
          groupname: 'Another',
          groupcolour: '#ff0000',
          discountpercent: '0.00',
          ...flags,
          separateinvoices: 'on',
        },
      ],
    },
  });
});

testRefusals(world, 'GetClientGroups', []);
