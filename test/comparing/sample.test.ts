import { compareSample } from '../../src/comparing/sample';
import { Tally } from '../../src/comparing/tally';
import { useWorld } from '../support/world';

const world = useWorld();

test('ends only after all calls of this desk, if the other desk cannot be reached', async () => {
  let [begun, running] = [0, 0];
  let thirdFailed: () => void = () => {};
  const third = new Promise<void>((resolve) => {
    thirdFailed = resolve;
  });
  let failures = 0;
  const sample = compareSample({
    client: {
      async call() {
        failures += 1;
        if (failures === 3) thirdFailed();
        throw new Error('nobody answers');
      },
    },
    async here(action, fields) {
      begun += 1;
      running += 1;
      // Still under way when the failure that counts is known.
      if (begun === 4) await third;
      const { status, text } = await world.post({ ...world.credentials, responsetype: 'json', action, ...fields });
      running -= 1;
      return { status, body: text };
    },
    ...{ tally: new Tally(), clock: () => world.now, tickets: 1, atOnce: 2, onProgress: () => {} },
  });
  await expect(sample).rejects.toThrow('nobody answers');
  expect({ begun, running }).toEqual({ begun: 4, running: 0 });
});
