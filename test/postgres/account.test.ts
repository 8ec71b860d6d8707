import fs from 'node:fs';
import path from 'node:path';
import { ownAccount, ownerOf, reachable, unprivilegedAccount } from '../../src/postgres/account';
import { cleanUp, temporaryDirectory } from './support';

afterEach(cleanUp);

const entry = (name: string, uid: number, gid: number): string => `${name}:x:${uid}:${gid}::/:/bin/false`;

test.each([
  ['postgres first', [entry('daemon', 1, 1), entry('nobody', 9, 8), entry('postgres', 5, 6)], { uid: 5, gid: 6 }],
  ['then nobody', [entry('root', 0, 0), entry('daemon', 1, 1), entry('nobody', 9, 8)], { uid: 9, gid: 8 }],
  ['then daemon', [entry('daemon', 1, 1)], { uid: 1, gid: 1 }],
  ['not one that is root itself', [entry('postgres', 0, 0), entry('daemon', 1, 1)], { uid: 1, gid: 1 }],
])('%s', (_, lines, account) => {
  expect(unprivilegedAccount(lines.join('\n'))).toEqual(account);
});

test('there is no such account', () => {
  expect(() => unprivilegedAccount(entry('root', 0, 0))).toThrow(
    /^Postgres refuses to run as root.* set DATABASE_URL$/,
  );
});

test.each([
  [0o755, 0o755, true],
  [0o711, 0o755, true],
  [0o755, 0o711, false],
  [0o750, 0o755, false],
  [0o755, 0o750, false],
])('below a directory of mode %o, one of mode %o is reachable by others: %s', (above, mode, expected) => {
  const directory = temporaryDirectory();
  const inner = path.join(directory, 'inner');
  fs.mkdirSync(inner);
  fs.chmodSync(inner, mode);
  fs.chmodSync(directory, above);
  expect(reachable(inner, { uid: 4_000_000, gid: 4_000_000 })).toBe(expected);
  expect(reachable(inner, ownAccount())).toBe(true);
});

test('the owner of a file, and of a missing one', () => {
  const directory = temporaryDirectory();
  expect(ownerOf(directory)).toMatchObject({ uid: ownAccount().uid });
  expect(ownerOf(path.join(directory, 'none'))).toBeUndefined();
});
