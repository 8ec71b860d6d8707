import fs from 'node:fs';
import path from 'node:path';
import { ownAccount } from '../../src/postgres/account';
import { socketDirectory } from '../../src/postgres/location';
import { removeWithRun } from '../support/temporary-folder';
import { cleanUp, isRoot, temporaryDirectory } from './support';

afterEach(cleanUp);

const at = (home: string) => ({ home, dataDirectory: path.join(home, 'pg18'), account: ownAccount() });

/** Makes a socket directory for a path that is too long for one. It lies beside the folder of the test run. */
function elsewhere(home: string): string {
  const directory = socketDirectory(at(home));
  removeWithRun(directory);
  return directory;
}

test('the socket directory is private, and is used again', () => {
  const home = temporaryDirectory();
  const directory = socketDirectory(at(home));
  expect(directory).toBe(path.join(home, 'run'));
  expect(fs.statSync(directory).mode & 0o777).toBe(0o700);
  expect(socketDirectory(at(home))).toBe(directory);
});

test('a long path gets a directory of its own in the temporary one, always the same', () => {
  const homes = ['a', 'b'].map((name) => path.join(temporaryDirectory(), name.repeat(90)));
  const [one, other] = homes.map(elsewhere);
  expect(one).not.toBe(other);
  expect(socketDirectory(at(homes[0]!))).toBe(one);
});

const squat: [string, (directory: string) => void][] = [
  ['open to others', (directory) => fs.chmodSync(directory, 0o755)],
  [
    'a link to somewhere else',
    (directory) => {
      fs.rmdirSync(directory);
      fs.symlinkSync(temporaryDirectory(0o700), directory);
    },
  ],
];
if (isRoot) squat.push(["another user's", (directory) => fs.chownSync(directory, 65534, 65534)]);

test.each(squat)('one that is %s is refused', (_, change) => {
  const home = path.join(temporaryDirectory(), 'c'.repeat(90));
  change(elsewhere(home));
  expect(() => socketDirectory(at(home))).toThrow(/ must be a directory of uid \d+ with mode 0700/);
});
