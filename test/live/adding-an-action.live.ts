import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyCheckout } from '../support/checkout';

/** Follows CONTRIBUTING's recipe literally: runs its commands and writes its files in their order. */
let folder: string;

beforeAll(() => {
  folder = copyCheckout();
});

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** @throws Error with what the commands wrote, when one of them fails. */
function run(commands: string): void {
  const env = { ...process.env };
  // A test run that a command starts must not use this run's database and worker.
  for (const name of Object.keys(env)) if (/^(HATCHDESK_|JEST_)/.test(name)) delete env[name];
  try {
    execFileSync('bash', ['-euc', commands], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${commands}\n${stdout}\n${stderr}`);
  }
}

interface Step {
  /** The content of a block: the new text of a file, or commands. */
  file: string | undefined;
  text: string;
}

/** The blocks of the recipe. A block that is not a shell block is the file named last before it. */
function recipe(): Step[] {
  const [, section = ''] = /^## Adding an action\n(.*?)^###/ms.exec(read('CONTRIBUTING.md')) ?? [];
  const blocks = section.matchAll(/`([\w/.]+\.(?:json|ts))`|^ {3}```(\w+)\n(.*?)^ {3}```$/gms);
  let named: string | undefined;
  return [...blocks].flatMap(([, file, language, text = '']) => {
    named = file ?? named;
    return language === undefined
      ? []
      : [{ file: language === 'sh' ? undefined : named, text: text.replace(/^ {3}/gm, '') }];
  });
}

test('every step of the recipe works, in its order', () => {
  const steps = recipe();
  expect(steps.map(({ file, text }) => file ?? text.split('\n')[0])).toEqual([
    'npm run new -- GetTicketAge',
    'schemas/GetTicketAge.json',
    'npm run generate',
    'actions/GetTicketAge.ts',
    'test/actions/GetTicketAge.test.ts',
    'npx jest test/actions/GetTicketAge.test.ts test/rooms.test.ts',
  ]);
  for (const { file, text } of steps) {
    if (file === undefined) run(text);
    else writeFileSync(join(folder, file), text);
  }
  // The pasted files are already formatted.
  for (const { file, text } of steps) if (file !== undefined) expect(read(file)).toBe(text);
  expect(read('docs/actions/GetTicketAge.md')).toContain('| `days` | integer |');
}, 600_000);

test('an action of another API passes its generated test through its own door', () => {
  const names = ['helpdeskeddy/GetTicketAge', 'socialboards/UpdateTicketMood'];
  for (const name of names) run(`npm run new -- ${name}`);
  run('npm run generate && npm run lint && npm run typecheck');
  run(`npx jest ${names.map((name) => `test/actions/${name}.test.ts`).join(' ')}`);
}, 600_000);

test('npm run generate names what an incomplete action lacks, and writes nothing', () => {
  const copy = copyCheckout();
  rmSync(join(copy, 'actions', 'GetTicketTypes.ts'));
  rmSync(join(copy, 'src', 'generated'), { recursive: true });
  const generator = join(copy, 'test', 'support', 'generate.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', generator], { cwd: copy });
  expect([status, String(stderr)]).toEqual([1, 'schemas/GetTicketTypes.json has no actions/GetTicketTypes.ts\n']);
  expect(existsSync(join(copy, 'src', 'generated'))).toBe(false);
});
