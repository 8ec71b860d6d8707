import { allRowsOf, randomTicket } from '../support/merging';
import { useWorld } from '../support/world';

const world = useWorld();

/** The same as in npm test with 20 pairs: a thousand take half a minute. */
test('of 1,000 random pairs, merging and unmerging changes nothing', async () => {
  await world.change(`insert into tags (name) select 'tag ' || n from generate_series(1, 4) n`);
  await world.customField({ name: 'Colour', type: 'text' });
  await world.customField({ name: 'Size', type: 'text' });
  for (let pair = 0; pair < 1_000; pair++) {
    const ids = [await randomTicket(world, 2 * pair + 1), await randomTicket(world, 2 * pair + 2)] as const;
    const before = await allRowsOf(world, [...ids]);
    await world.done('MergeTicket', { ticketid: ids[0], mergeticketids: ids[1] });
    await world.done('UnmergeTicket', { ticketid: ids[1] });
    expect(await allRowsOf(world, [...ids])).toEqual(before);
  }
}, 600_000);
