import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFileIn, makeKeyFile, readKeyFile, writeKeyFile } from '../../src/access/key-file';
import { isSealed, open, seal } from '../../src/access/sealed';
import { temporaryFolder } from '../support/temporary-folder';

const KEY = Buffer.alloc(32, 1);
const WHAT = 'webhook:7:secret';

test.each(['', 'a', 'a long enough text with ünïcode 🔑', 'x'.repeat(10_000)])(
  'what is sealed opens as it was: %#',
  (text) => {
    const sealed = seal(KEY, text, WHAT);
    expect(isSealed(sealed)).toBe(true);
    expect(open(KEY, sealed, WHAT)).toBe(text);
    // A short text may be there by chance.
    if (text.length > 9) expect(Buffer.from(sealed.split(':')[2]!, 'base64').includes(text.slice(0, 9))).toBe(false);
  },
);

test('the same text never looks the same', () => {
  const sealed = new Set(Array.from({ length: 100 }, () => seal(KEY, 'a', WHAT)));
  expect(sealed.size).toBe(100);
});

test('it opens neither as something else nor with another key', () => {
  const sealed = seal(KEY, 'secret', WHAT);
  expect(open(KEY, sealed, 'webhook:8:secret')).toBeUndefined();
  expect(open(KEY, sealed, 'webhook:7:seed')).toBeUndefined();
  expect(open(Buffer.alloc(32, 2), sealed, WHAT)).toBeUndefined();
});

test('it does not open if a single bit was changed, or bytes are missing', () => {
  const [version, id, encoded] = seal(KEY, 'secret', WHAT).split(':') as [string, string, string];
  const bytes = Buffer.from(encoded, 'base64');
  const opened = (changed: Buffer) => open(KEY, `${version}:${id}:${changed.toString('base64')}`, WHAT);
  expect(opened(bytes)).toBe('secret');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(opened(changed)).toBeUndefined();
  }
  for (let length = 0; length < bytes.length; length++) expect(opened(bytes.subarray(0, length))).toBeUndefined();
});

test.each(['', 'c2VjcmV0', 'sealed1:', 'sealed2:0123456789abcdef:YWJj', 'sealed1:0123456789abcdef:YW Jj'])(
  '%j is not sealed',
  (text) => {
    expect(isSealed(text)).toBe(false);
    expect(open(KEY, text, WHAT)).toBeUndefined();
  },
);

describe('the file with the key', () => {
  test('is made once, and only its owner may read it', () => {
    const file = keyFileIn(join(temporaryFolder(), 'new', 'data'));
    expect(readKeyFile(file)).toBeUndefined();
    const made = makeKeyFile(file);
    expect(made).toEqual({ key: expect.any(Buffer) });
    expect(makeKeyFile(file)).toEqual(made);
    expect(readKeyFile(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, '..'))).toEqual(['key']);
  });

  test('never replaces one', () => {
    const file = keyFileIn(temporaryFolder());
    makeKeyFile(file);
    expect(() => writeKeyFile(file, KEY)).toThrow('EEXIST');
    expect(readdirSync(join(file, '..'))).toEqual(['key']);
  });

  test('says what is wrong with it', () => {
    const file = keyFileIn(temporaryFolder());
    writeFileSync(file, 'no key');
    expect(readKeyFile(file)).toEqual({
      problem: `${file} must be 32 bytes in base64 or hex, such as openssl rand -base64 32 prints`,
    });
    expect(makeKeyFile(file)).toEqual(readKeyFile(file));
    const below = keyFileIn(file);
    expect(readKeyFile(below)).toBeUndefined();
    expect(makeKeyFile(below)).toEqual({ problem: expect.stringContaining('cannot be written (') });
  });
});
