import { setImmediate as soon } from 'node:timers/promises';
import { Pace } from '../../src/access/pace';

test('some wait for their turn, in order, and the rest is refused at once', async () => {
  const pace = new Pace();
  const done: string[] = [];
  const take = async (name: string) => done.push(`${name} ${await pace.take('one')}`);
  const all = Array.from({ length: 60 }, (_, index) => take(String(index)));
  await soon();
  expect(done[0]).toBe('0 true');
  expect(done.filter((one) => one.endsWith('false')).length).toBe(60 - 21);
  expect(await pace.take('another')).toBe(true);
  await Promise.all(all.slice(0, 4));
  expect(done.filter((one) => one.endsWith('true')).slice(0, 4)).toEqual(['0 true', '1 true', '2 true', '3 true']);
});

test('no more than forty wait, whoever they are', async () => {
  const pace = new Pace();
  const refused: string[] = [];
  for (let index = 0; index < 50; index++) {
    void pace.take(`key ${index}`);
    void pace.take(`key ${index}`).then((isTaken) => isTaken || refused.push(String(index)));
  }
  await soon();
  expect(refused).toHaveLength(10);
});
