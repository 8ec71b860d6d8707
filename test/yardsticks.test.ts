import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../bench/yardsticks');
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');

/** Figures of different versions can be compared only while these stay as they are. */
test.each([
  ['plain-schema.sql', 'aedcb97e6fb5326489d3790aae416d0d04eec7e6974a8ba117bf3058c5b81b66'],
  ['plain-insert.sql', '81d88e8a3f12305b369fef618c2b81bf5a160a91b2d35f7b125c9f4dc0746f80'],
])('%s never changes', (file, sum) => {
  expect(createHash('sha256').update(read(file)).digest('hex')).toBe(sum);
});

test('the yardsticks share no code with the product', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  expect(files).toContain('express.ts');
  for (const file of files) {
    const imported = [...read(file).matchAll(/from '([^']+)'/g)].map(([, from]) => from);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((from) => !/^(\.\/[\w-]+|node:[\w/]+|pg|express)$/.test(from!))).toEqual([]);
  }
});
