import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

const sources = ['src/inbound', 'src/store/inbound'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
);

/** The reasons in the code: words with a hyphen or without, where a reason is named. */
const reasons = [
  ...new Set(
    sources.flatMap((source) =>
      [
        ...source.matchAll(/(?:reason: (?:[^'\n]*\? )?|ignored\(|refuse\(received, |'ignored', )'([a-z-]+)'/g),
        ...source.matchAll(/reason: [^'\n]*\? '[a-z-]+' : '([a-z-]+)'/g),
      ].map(([, reason = '']) => reason),
    ),
  ),
]
  // An outcome in a condition.
  .filter((reason) => reason !== 'refused')
  .sort();

const page = readFileSync(join(ROOT, 'docs', 'MAIL.md'), 'utf8');
const explained = [...page.matchAll(/^\| `([a-z-]+)` \| (?:ticket|reply|note|bounce|ignored|refused) \|/gm)].map(
  ([, reason = '']) => reason,
);

test('docs/MAIL.md explains every reason, and no other', () => {
  expect(reasons.length).toBeGreaterThan(20);
  expect(explained.toSorted()).toEqual(reasons);
});
