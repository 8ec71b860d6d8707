import fs from 'node:fs';
import path from 'node:path';
import { ownAccount } from '../../src/postgres/account';
import { packagedBinaries, usableBinaries } from '../../src/postgres/binaries';
import { cleanUp, isRoot, temporaryDirectory } from './support';

const testAsRoot = isRoot ? test : test.skip;

afterEach(cleanUp);

/** The package after an install without scripts and under a strict umask. */
function bareCopy(directory: string): string {
  const native = path.join(directory, 'package', 'native');
  fs.cpSync(packagedBinaries(), native, { recursive: true, verbatimSymlinks: true });
  fs.copyFileSync(path.join(packagedBinaries(), '..', 'package.json'), path.join(native, '..', 'package.json'));
  const libraries = path.join(native, 'lib');
  for (const entry of fs.readdirSync(libraries, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) fs.rmSync(path.join(libraries, entry.name));
  }
  for (const program of fs.readdirSync(path.join(native, 'bin')))
    fs.chmodSync(path.join(native, 'bin', program), 0o600);
  return native;
}

const at = (home: string, account = ownAccount()) => ({ home, dataDirectory: path.join(home, 'pg18'), account });

test.each([
  ['linux', 's390x'],
  ['win32', 'x64'],
  ['freebsd', 'arm64'],
])('no binaries for %s-%s', (platform, arch) => {
  expect(() => packagedBinaries(platform, arch)).toThrow(
    new RegExp(`^There is no embedded Postgres for ${platform}-${arch}: set DATABASE_URL to a PostgreSQL server$`),
  );
});

test('a package whose install script did not run is repaired in place', () => {
  const native = bareCopy(temporaryDirectory());
  const home = temporaryDirectory();
  expect(usableBinaries(native, at(home))).toBe(path.join(native, 'bin'));
  expect(fs.readdirSync(home)).toEqual([]);
});

testAsRoot('one the account cannot get to is copied, once, in place of older copies', () => {
  const directory = temporaryDirectory(0o700);
  const native = bareCopy(directory);
  const home = temporaryDirectory();
  fs.mkdirSync(path.join(home, 'pgsql-17.0.0'));
  const programs = usableBinaries(native, at(home, { uid: 65534, gid: 65534 }));
  expect(programs).toMatch(new RegExp(`^${home}/pgsql-18[^/]+/native/bin$`));
  expect(fs.readdirSync(home)).toHaveLength(1);

  fs.rmSync(path.join(native, 'share'), { recursive: true });
  expect(usableBinaries(native, at(home, { uid: 65534, gid: 65534 }))).toBe(programs);
  expect(fs.existsSync(path.join(programs, '..', 'share', 'postgresql', 'postgres.bki'))).toBe(true);
});

test('programs that do not run, as with another C library, count as a missing platform', () => {
  const native = path.join(temporaryDirectory(), 'native');
  fs.mkdirSync(path.join(native, 'bin'), { recursive: true });
  fs.writeFileSync(path.join(native, 'pg-symlinks.json'), '[]');
  for (const program of ['initdb', 'postgres']) {
    fs.writeFileSync(path.join(native, 'bin', program), '#!/missing/interpreter\n');
  }
  expect(() => usableBinaries(native, at(temporaryDirectory()))).toThrow(
    /^There is no embedded Postgres for \S+: set DATABASE_URL to a PostgreSQL server \(.*ENOENT.*\)$/,
  );
});
