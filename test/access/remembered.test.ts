import { MAX_AGE_NOT_LISTENING_MS, Remembered } from '../../src/access/remembered';
import type { Changes } from '../../src/database/listen';

const heard = (listening: boolean): Changes => ({ listening: () => listening, close: async () => {} });

/** Caches a value that differs with each lookup, under a fake clock. */
function remember(maxAgeNotListeningMs?: number) {
  const remembered = new Remembered<number>(maxAgeNotListeningMs);
  let lookUps = 0;
  const load = async () => {
    lookUps += 1;
    return lookUps;
  };
  const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
  const ask = (listening: boolean, at: number) => {
    clock.mockReturnValue(at);
    return remembered.get('key', heard(listening), load);
  };
  return { remembered, ask };
}

afterEach(() => jest.restoreAllMocks());

test('while we listen, a value is cached until a change arrives', async () => {
  const { remembered, ask } = remember();
  expect(await ask(true, 0)).toBe(1);
  expect(await ask(true, 1e9)).toBe(1);
  remembered.clear();
  expect(await ask(true, 1e9)).toBe(2);
});

test('while we cannot listen, a value is cached for less than a second', async () => {
  const { ask } = remember(MAX_AGE_NOT_LISTENING_MS);
  expect(MAX_AGE_NOT_LISTENING_MS).toBeLessThan(1000);
  expect(await ask(false, 0)).toBe(1);
  expect(await ask(false, MAX_AGE_NOT_LISTENING_MS - 1)).toBe(1);
  expect(await ask(false, MAX_AGE_NOT_LISTENING_MS)).toBe(2);
});

test('while we cannot listen, a value that must be current is not cached', async () => {
  const { ask } = remember();
  expect(await ask(true, 0)).toBe(1);
  expect(await ask(false, 0)).toBe(2);
  expect(await ask(false, 0)).toBe(3);
});

test('a value is not cached if a change arrives during its lookup', async () => {
  const remembered = new Remembered<string>();
  const old = await remembered.get('key', heard(true), async () => {
    remembered.clear();
    return 'old';
  });
  expect(old).toBe('old');
  expect(await remembered.get('key', heard(true), async () => 'new')).toBe('new');
});
