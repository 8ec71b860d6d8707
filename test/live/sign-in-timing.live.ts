import { randomBytes } from 'node:crypto';
import { addUserWith, plainBrowser } from '../support/browser-without-scripts';
import { CARRIED } from '../support/carried-hashes';
import { useWorld } from '../support/world';

/**
 * Whether the time of an answer tells if a user exists. It takes minutes, and a comparison of passwords as cheap as
 * bcrypt can make it: at the usual cost, its own noise would hide everything else.
 */

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
  config.callsPerMinute = 1_000_000;
});

const PAIRS = 3_000;
/** A quiet machine sends all pairs in a minute. A busy one stops after two and a half, which is enough with its noise. */
const LONGEST_MS = 150_000;
const FEWEST = 1_000;
const KNOWN = 40;

const emails: string[] = [];
let browser: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  await world.serve();
  for (let count = 0; count < KNOWN; count += 1) emails.push((await addUserWith(world, 'correct horse battery')).email);
  const [closed, without] = [emails[0], emails[1]];
  await world.change(
    `update clients set status = 'Closed' where id in (
       select client_id from client_users cu join users u on u.id = cu.user_id where u.email = $1)`,
    [closed],
  );
  await world.change('update users set password_hash = null where email = $1', [without]);
  // Every second one comes from another program.
  const { hash } = CARRIED['salted MD5'];
  await world.change('update users set password_hash = $1 where id % 2 = 0 and password_hash is not null', [hash]);
  browser = plainBrowser(world);
});

/** As long as the known ones. */
const unknown = (): string => `${randomBytes(5).toString('hex')}@example.com`;

let sent = 0;
/** Each request comes from an address of its own, so that no throttle begins. */
function nextAddress(): string {
  sent += 1;
  return `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
}

/** Sends the forms of known and unknown users in turn, in random order. @returns milliseconds */
async function measure(task: string, password: string): Promise<{ known: number[]; unknown: number[] }> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const { text } = await browser.get('/login.php');
  const proof = /name="proof" value="([^"]*)"/.exec(text)?.[1] ?? '';
  const cookie = `hatchdesk_browser=${browser.cookie('hatchdesk_browser')}`;
  const end = performance.now() + LONGEST_MS;
  for (let pair = -100; pair < PAIRS && (pair < FEWEST || performance.now() < end); pair += 1) {
    const kinds = Math.random() < 0.5 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const kind of kinds) {
      const email = kind === 'known' ? (emails[(pair + 100) % KNOWN] ?? '') : unknown();
      const body = new URLSearchParams({ task, email, password, proof });
      const headers = { Cookie: cookie, 'X-Forwarded-For': nextAddress() };
      const start = performance.now();
      await world.send('/login.php', { method: 'POST', body, headers, redirect: 'manual' });
      // The first ones warm everything up.
      if (pair >= 0) times[kind].push(performance.now() - start);
    }
  }
  return times;
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]): number => {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
};

/** Welch's t, without the slowest twentieth of all, which comes from the machine and not from the server. */
function welch(one: number[], other: number[]): number {
  const limit = [...one, ...other].sort((a, b) => a - b)[Math.floor((one.length + other.length) * 0.95)] ?? 0;
  const [a, b] = [one, other].map((values) => values.filter((value) => value <= limit)) as [number[], number[]];
  return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
}

test.each([
  ['a wrong password', 'password', 'wrong password'],
  ['a link to sign in', 'link', ''],
])(
  'the time of %s does not tell whether a user exists',
  async (what, task, password) => {
    const { known, unknown: others } = await measure(task, password);
    const t = welch(known, others);
    process.stderr.write(
      `${what}: known ${mean(known).toFixed(3)} ms, unknown ${mean(others).toFixed(3)} ms, t ${t.toFixed(2)}\n`,
    );
    expect(Math.abs(t)).toBeLessThan(4.5);
  },
  900_000,
);
