import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists all types in order', async () => {
  const answer = await world.done('GetTicketTypes');
  expectAnswer('GetTicketTypes', answer);
  expect(answer).toMatchObject({
    totalresults: 4,
    types: {
      type: [
        { id: 0, name: 'Without type', sortorder: 0 },
        { id: 1, name: 'Problem', sortorder: 1 },
        { id: 2, name: 'Task', sortorder: 2 },
        { id: 3, name: 'Bug', sortorder: 3 },
      ],
    },
  });
});

testRefusals(world, 'GetTicketTypes', []);
