import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, read } from './support/samples';
import { bareEnvironment } from './support/server-process';
import { temporaryFolder } from './support/temporary-folder';

/** Runs test files that share a process, with our environment and runtime. @returns what Jest printed */
function runTests(folder: string, files: Record<string, string>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { transform, testEnvironment, runtime } = (
    JSON.parse(read('package.json').replaceAll('<rootDir>', ROOT)) as { jest: Record<string, Record<string, unknown>> }
  ).jest;
  const [typescript] = Object.entries(transform!);
  const [pattern, [, options]] = typescript as [string, [string, unknown]];
  const config = {
    ...{ rootDir: folder, testMatch: ['<rootDir>/test/*.test.ts'], testEnvironment, runtime },
    transform: { [pattern]: [require.resolve('@swc/jest'), options] },
  };
  const jest = require.resolve('jest/bin/jest');
  const { stderr } = spawnSync(process.execPath, [jest, '--runInBand', '--config', JSON.stringify(config)], {
    env: { ...bareEnvironment(), FORCE_COLOR: '0' },
    encoding: 'utf8',
  });
  return stderr;
}

/** Changes everything that a file can, after checking that no other file has. */
const CHANGES_EVERYTHING = `
import { appendFileSync } from 'node:fs';
import os from 'node:os';
import { loads } from '../src/loads';
import { own } from './own';

const name = 'left' as keyof typeof globalThis;

test('finds nothing of another file', () => {
  loads.push('a file');
  appendFileSync('FOLDER/loads', \`\${loads.length}\\n\`);
  const found = [own.count, globalThis[name], process.env.LEFT, os.hostname() === 'spied', Date.now() === 0];
  expect(found).toEqual([0, undefined, undefined, false, false]);
  own.count += 1;
  Object.assign(globalThis, { [name]: 'a name' });
  process.env = { ...process.env, LEFT: 'a variable' };
  jest.spyOn(os, 'hostname').mockReturnValue('spied');
  jest.useFakeTimers({ now: 0 });
});

jest.setTimeout(50);
`;

const FILES = {
  'src/loads.ts': 'export const loads: string[] = [];',
  'test/own.ts': 'export const own = { count: 0 };',
};

test('files that share a process share the modules of the program, and nothing else', () => {
  const folder = temporaryFolder();
  const text = CHANGES_EVERYTHING.replace('FOLDER', folder);
  const printed = runTests(folder, { ...FILES, 'test/one.test.ts': text, 'test/two.test.ts': text });
  expect(printed).toMatch(/^Tests: +2 passed, 2 total$/m);
  expect(readFileSync(join(folder, 'loads'), 'utf8')).toBe('1\n2\n');
});

test('a time limit that a file has set does not count for the next', () => {
  const waits = "test('waits', () => new Promise((done) => setTimeout(done, 200)));\n";
  const printed = runTests(temporaryFolder(), {
    'test/a-short.test.ts': `jest.setTimeout(50);\n${waits}`,
    'test/long.test.ts': waits,
  });
  expect(printed).toMatch(/^PASS .*test\/long\.test\.ts$/m);
  expect(printed).toContain('Exceeded timeout of 50 ms for a test.');
});

test('a failure in a shared module names the line of its source', () => {
  const printed = runTests(temporaryFolder(), {
    'src/fails.ts':
      'interface Removed {\n  member: string;\n}\n\nexport function fail(_it: Removed): never {\n  throw new Error("no luck");\n}\n',
    'test/fails.test.ts': "import { fail } from '../src/fails';\n\ntest('fails', () => fail({ member: '' }));\n",
  });
  expect(printed).toContain('> 6 |   throw new Error("no luck");');
  expect(printed).toMatch(/at fail \(src\/fails\.ts:6:9\)\n.*\(test\/fails\.test\.ts:3:25\)/);
});

test('no file can replace a shared module', () => {
  const printed = runTests(temporaryFolder(), {
    'src/real.ts': 'export const real = true;',
    'test/mocks.test.ts': "jest.mock('../src/real', () => ({}));\n\ntest('mocks', () => {});\n",
  });
  expect(printed).toContain("jest.mock('../src/real'): test files share the modules of the program");
});
