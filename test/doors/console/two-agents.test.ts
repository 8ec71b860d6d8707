import { judge } from '../../support/judge-interleaving';
import { interleave, settle, twoAgents } from '../../support/two-agents';
import { useWorld } from '../../support/world';

const world = useWorld();

/** A thousand more, with mail, are in test/live/console-two-agents.live.ts. */
test('two agents at once: no stale reply is sent, no draft is lost', async () => {
  const agents = await twoAgents(world);
  const all = [];
  for (let seed = 1; seed <= 3; seed += 1) all.push(await interleave(world, agents, seed));
  await settle(world);
  for (const played of all) {
    expect(await judge(world, played)).toMatchObject({ stale: [], lost: [], doubled: [], odd: [] });
  }
});
