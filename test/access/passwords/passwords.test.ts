import { hashSync } from 'bcryptjs';
import { createPasswords, type Passwords } from '../../../src/access/passwords';
import { Proofs } from '../../../src/access/passwords/proofs';
import { SharedCounts } from '../../../src/access/shared-counts';

const RIGHT = hashSync('right', 4);
const OTHER = hashSync('other', 4);
const TOO_MANY = 'Too many failed sign-ins, please try again in a minute';

const clock = () => new Date();

let passwords: Passwords;
beforeEach(() => {
  passwords = createPasswords(4, new SharedCounts({ clock }), clock, async () => undefined);
});
afterEach(() => passwords.close());

const who = (address = '192.0.2.1', name = 'boss') => ({ name, address });
const outcome = (answer: Promise<unknown>): Promise<unknown> => answer.catch((error: Error) => error.message);

/** The outcomes of wrong passwords, all sent at once. */
const guess = (count: number, hashes: string[], address?: string, name?: string) =>
  Promise.all(
    Array.from({ length: count }, (_, n) => outcome(passwords.match(`guess ${n}`, hashes, who(address, name)))),
  );

test.each<[string, string[]]>([
  ['a name that exists', [RIGHT]],
  ['a name with two secrets', [RIGHT, OTHER]],
  ['a name that does not exist', []],
])('the eleventh wrong password is told to wait: %s', async (_name, hashes) => {
  expect(await guess(10, hashes)).toEqual(Array(10).fill(undefined));
  expect(await guess(1, hashes)).toEqual([TOO_MANY]);
});

test('a right password passes after any number of wrong ones, the second of two as well', async () => {
  await guess(12, [RIGHT, OTHER]);
  expect(await passwords.match('other', [RIGHT, OTHER], who())).toBe(OTHER);
  // It forgives nothing: somebody else behind the address may have it.
  expect(await guess(1, [RIGHT, OTHER])).toEqual([TOO_MANY]);
});

test('failures count by name and address, and neither letter case nor the end of an IPv6 address matters', async () => {
  await guess(10, [RIGHT], '2001:db8::1');
  expect(await guess(1, [RIGHT], '2001:db8::2:1', 'BOSS')).toEqual([TOO_MANY]);
  expect(await guess(1, [RIGHT], '2001:db8:0:1::1')).toEqual([undefined]);
  expect(await guess(1, [RIGHT], '2001:db8::1', 'jo')).toEqual([undefined]);
});

test('equal attempts that arrive together count one by one', async () => {
  const answers = Array.from({ length: 12 }, () => outcome(passwords.match('wrong', [], who())));
  expect(await Promise.all(answers)).toEqual([...Array(10).fill(undefined), TOO_MANY, TOO_MANY]);
});

test('a remembered password does not wait in line, and ends with its hash', async () => {
  expect(await passwords.match('right', [RIGHT], who())).toBe(RIGHT);
  let compared = 0;
  const guesses = Array.from({ length: 50 }, (_, n) =>
    passwords.match(`guess ${n}`, [], who('192.0.2.1', `name ${n}`)).then(() => {
      compared += 1;
    }),
  );
  expect(await passwords.match('right', [RIGHT], who())).toBe(RIGHT);
  expect(compared).toBe(0);
  await Promise.all(guesses);
  expect(await passwords.match('right', [OTHER], who())).toBeUndefined();
});

test('new passwords are hashed while others are tried', async () => {
  let compared = 0;
  const guesses = Array.from({ length: 60 }, (_, n) =>
    passwords.match('guess', [], who('192.0.2.9', `name ${n}`)).then(() => {
      compared += 1;
    }),
  );
  const hash = await passwords.hash('the new one');
  expect(compared).toBeLessThan(30);
  expect(await passwords.match('the new one', [hash], who())).toBe(hash);
  await Promise.all(guesses);
});

test('a right password is remembered for an hour after its last use', () => {
  jest.useFakeTimers();
  try {
    const proofs = new Proofs();
    proofs.add('right', RIGHT);
    const after = (minutes: number) => {
      jest.advanceTimersByTime(minutes * 60_000);
      return [proofs.has('wrong', RIGHT), proofs.has('right', OTHER), proofs.has('right', RIGHT)];
    };
    expect([after(59), after(59), after(60)]).toEqual([
      [false, false, true],
      [false, false, true],
      [false, false, false],
    ]);
  } finally {
    jest.useRealTimers();
  }
});
