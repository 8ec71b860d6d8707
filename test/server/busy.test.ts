import { createLoad } from '../../src/doors/load';
import { watchCallers } from '../../src/server/busy';

const LIMITS = {
  ...{ requestsAtOnce: 10, bodyBytes: 1_000, bodyBytesAtOnce: 10_000 },
  ...{ eventStreams: 1, eventStreamsPerCaller: 1 },
};

test('callers wait while many requests are being answered, or each comes right after the last', () => {
  const load = createLoad(LIMITS);
  let now = 0;
  const areWaiting = watchCallers(load, () => now);
  const request = () => {
    const visit = load.arrive('192.0.2.1');
    visit.begin();
    return visit;
  };
  expect(areWaiting()).toBe(false);

  // One request, after which nobody calls for a while.
  request().leave();
  now += 1_000;
  expect(areWaiting()).toBe(false);
  expect(areWaiting()).toBe(false);

  // A caller who calls again and again.
  for (let count = 0; count < 3; count++) request().leave();
  now += 20;
  expect(areWaiting()).toBe(true);
  now += 20;
  expect(areWaiting()).toBe(false);

  // Slow ones at the same time.
  const visits = Array.from({ length: 4 }, request);
  now += 5_000;
  expect(areWaiting()).toBe(true);
  visits[0]?.leave();
  expect(areWaiting()).toBe(false);
});
