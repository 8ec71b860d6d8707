import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('gives the WHMCS version of this API', async () => {
  expect(await world.done('WhmcsDetails')).toEqual({
    result: 'success',
    whmcs: { version: '9.0.0', canonicalversion: '9.0.0-release.1' },
  });
});

testRefusals(world, 'WhmcsDetails', []);
