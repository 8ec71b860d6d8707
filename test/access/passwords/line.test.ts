import { Failures } from '../../../src/access/passwords/failures';
import { Line } from '../../../src/access/passwords/line';
import { SharedCounts } from '../../../src/access/shared-counts';

const BUSY = 'Too many passwords are being checked at once, please try again shortly';

function newFailures(): Failures {
  const clock = () => new Date();
  return new Failures(new SharedCounts({ clock }), clock);
}

/** A line whose jobs end one by one, when the test says so. */
function opened() {
  const failures = newFailures();
  const served: string[] = [];
  const refused: string[] = [];
  let end: (() => void) | undefined;
  const line = new Line<string>(failures, (job) => {
    served.push(job);
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  return {
    ...{ failures, served, refused, line },
    enter: (job: string, address: string, name = job) => {
      line.enter({ name, address }, job).catch((error: Error) => refused.push(`${job}: ${error.message}`));
    },
    /** Ends so many jobs. The next one is then at work. */
    async work(times: number) {
      await jest.advanceTimersByTimeAsync(0);
      for (let time = 0; time < times; time += 1) {
        end?.();
        end = undefined;
        await jest.advanceTimersByTimeAsync(0);
      }
    },
  };
}

const some = (count: number, prefix: string): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('one at a time', async () => {
  const { enter, served, work } = opened();
  for (const job of ['a', 'b']) enter(job, '1');
  await work(0);
  expect(served).toEqual(['a']);
  await work(1);
  expect(served).toEqual(['a', 'b']);
});

test('somebody at another address does not wait behind all of one', async () => {
  const { enter, served, work } = opened();
  for (const job of some(50, 'guess')) enter(job, '1');
  enter('good', '2');
  await work(3);
  expect(served.slice(1, 3)).toContain('good');
});

test('somebody at the same address comes before those who came earlier, every second turn', async () => {
  const { enter, served, work, failures } = opened();
  for (const job of some(50, 'guess')) enter(job, '1');
  enter('good', '1');
  failures.add({ name: 'guess0', address: '1' });
  await work(3);
  expect(served.slice(1, 3)).toContain('good');
});

test('names that failed recently come last', async () => {
  const { enter, served, work, failures } = opened();
  enter('first', '1');
  for (const job of some(5, 'good')) enter(job, '1');
  for (const job of some(20, 'guess')) enter(job, '1', 'boss');
  failures.add({ name: 'boss', address: '3' });
  await work(6);
  expect(served.slice(1, 6).filter((job) => job.startsWith('good'))).toHaveLength(5);
});

test('names that failed recently do come, even while others come', async () => {
  const { enter, served, work, failures } = opened();
  enter('first', '1');
  for (const job of some(20, 'guess')) enter(job, '1', 'boss');
  for (const job of some(5, 'good')) enter(job, '1');
  failures.add({ name: 'boss', address: '3' });
  await work(12);
  const guesses = served.slice(1, 11).filter((job) => job.startsWith('guess'));
  expect(served.slice(1, 11).filter((job) => job.startsWith('good'))).toHaveLength(5);
  expect(guesses).toEqual(some(5, 'guess'));
});

test('addresses that failed recently come after those that did not', async () => {
  const { enter, served, work, failures } = opened();
  enter('first', '1');
  for (const address of some(20, 'stranger')) {
    failures.add({ name: 'x', address });
    enter(`guess of ${address}`, address, 'x');
  }
  enter('good', '2');
  await work(3);
  expect(served.slice(1, 3)).toContain('good');
});

test('addresses take turns, whatever they send', async () => {
  const { enter, served, work } = opened();
  for (const address of ['1', '2', '3']) for (const job of some(20, `from ${address}: `)) enter(job, address);
  await work(30);
  const counts = ['1', '2', '3'].map((address) => served.filter((job) => job.startsWith(`from ${address}`)).length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
});

test('an address has places of its own, and cannot take those of others', async () => {
  const { enter, refused, work } = opened();
  for (const address of ['1', '2', '3']) for (const job of some(101, `${address}: `)) enter(job, address);
  await work(0);
  // The first one is at work, and not in line.
  expect(refused).toEqual(['2: 100', '3: 100'].map((job) => `${job}: ${BUSY}`));
  enter('good', '4');
  await work(0);
  expect(refused.slice(2)).toEqual([expect.stringMatching(/^[123]: /)]);
});

test('whoever comes when others failed takes the place of one that failed most', async () => {
  const { enter, refused, work, failures } = opened();
  enter('at work', '0');
  for (const address of some(300, 'a')) enter(address, address);
  for (const time of [1, 2]) failures.add({ name: `${time}`, address: 'a7' });
  failures.add({ name: 'x', address: 'a9' });
  enter('good', 'b');
  await work(0);
  expect(refused).toEqual([`a7: ${BUSY}`]);
});

test('a name that failed ten times from an address waits a second after each failure, and others do not', async () => {
  const { enter, served, work, failures } = opened();
  const attempt = { name: 'boss', address: '1' };
  for (let failure = 0; failure < 9; failure += 1) failures.add(attempt);
  enter('10', '1', 'boss');
  await work(1);
  failures.add(attempt);
  enter('11', '1', 'boss');
  enter('from elsewhere', '2', 'boss');
  enter('another', '1', 'jo');
  await work(2);
  expect(served).toEqual(['10', 'from elsewhere', 'another']);
  await jest.advanceTimersByTimeAsync(990);
  expect(served).toHaveLength(3);
  await jest.advanceTimersByTimeAsync(20);
  expect(served).toEqual(['10', 'from elsewhere', 'another', '11']);
});

test('of a name that failed ten times from an address, the ten newest attempts wait', async () => {
  const { enter, served, refused, work, failures } = opened();
  for (const job of some(20, 'guess')) enter(job, '1', 'boss');
  for (const job of some(20, 'good')) enter(job, '2', 'boss');
  for (let failure = 0; failure < 10; failure += 1) failures.add({ name: 'boss', address: '1' });
  await work(1);
  expect(refused.sort()).toEqual(
    some(10, 'guess')
      .slice(1)
      .map((job) => `${job}: ${BUSY}`),
  );
  enter('guess20', '1', 'boss');
  await work(1);
  expect(refused.at(-1)).toBe(`guess10: ${BUSY}`);
  expect(served.slice(1)).toEqual([expect.stringContaining('good'), expect.stringContaining('good')]);
});

test('nobody waits for longer than twenty seconds', async () => {
  const { enter, refused, work, failures } = opened();
  enter('at work', '1');
  enter('late', '1');
  await jest.advanceTimersByTimeAsync(20_001);
  await work(1);
  expect(refused).toEqual([`late: ${BUSY}`]);
  // Nor those who wait for a pause to end.
  for (let failure = 0; failure < 10; failure += 1) failures.add({ name: 'boss', address: '1' });
  enter('paused', '1', 'boss');
  for (let second = 0; second < 20; second += 1) {
    await jest.advanceTimersByTimeAsync(1000);
    failures.add({ name: 'boss', address: '1' });
  }
  await jest.advanceTimersByTimeAsync(10);
  expect(refused.at(-1)).toBe(`paused: ${BUSY}`);
});

test('a failure is forgotten after a minute without another', async () => {
  const failures = newFailures();
  const attempt = { name: 'boss', address: '1' };
  for (let failure = 0; failure < 10; failure += 1) failures.add(attempt);
  await jest.advanceTimersByTimeAsync(60_000);
  expect([failures.ofName('boss'), failures.ofAddress('1'), failures.pausedUntil(attempt)]).toEqual([0, 0, 0]);
  expect(failures.add(attempt)).toBe(1);
});

test('closing refuses those who wait', async () => {
  const { enter, refused, line, work } = opened();
  for (const job of ['a', 'b']) enter(job, '1');
  line.close();
  await work(0);
  expect(refused).toEqual([`b: ${BUSY}`]);
});
