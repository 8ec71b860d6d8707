import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { isOfTheHatch } from '../src/calls/registry';
import { named } from '../src/cli/describe';
import { NOUNS } from '../src/cli/nouns';
import { createProgram } from '../src/cli/program';
import { loadActions } from '../src/desk/desk';
import { temporaryFolder } from './support/temporary-folder';

// What the commands do is in test/live/cli.live.ts.

test.each(NOUNS)('the command %s has all four actions', (_command, one, several) => {
  const actions = loadActions();
  const names = [`Add${one}`, `Get${several}`, `Update${one}`, `Delete${one}`];
  expect(names.filter((name) => actions.find(name) === undefined)).toEqual([]);
});

test('describe names every variable part of a refusal', () => {
  const refusals = loadActions()
    .all()
    .filter(({ name }) => isOfTheHatch(name))
    .flatMap(({ schema }) => schema['x-refusals']);
  const shown = new Set(refusals.filter((text) => text.includes('xxx')).map(named));
  expect([...shown].filter((text) => /xxx|\{\.\.\.\}/.test(text))).toEqual([]);
  expect([...shown]).toEqual(
    expect.arrayContaining([
      'There is no role "{role}"',
      'Custom field "{field}" must be {kind of value}',
      "Invalid Ticket Priority. Valid priorities are: {the desk's priorities}",
      'Invalid default of {setting}: {reason}',
    ]),
  );
});

test('every command has a description', () => {
  const silent: string[] = [];
  const look = (command: Command, path: string): void => {
    if (command.description() === '') silent.push(path);
    for (const inner of command.commands) look(inner, `${path} ${inner.name()}`);
  };
  look(createProgram(), 'hatchdesk');
  expect(silent).toEqual([]);
});

test('a command that is loaded alone is the one of the whole program', () => {
  const all = createProgram();
  const helpOf = (program: Command, name: string): string[] => {
    const texts: string[] = [];
    const look = (command: Command): void => {
      texts.push(command.helpInformation());
      for (const inner of command.commands) look(inner);
    };
    look(program.commands.find((command) => command.name() === name)!);
    return texts;
  };
  for (const command of all.commands) {
    const name = command.name();
    expect(helpOf(createProgram(name), name)).toEqual(helpOf(all, name));
  }
});

test.each(['18.20.8', '20.18.3'])('on Node.js %s, a command says which one it needs', (version) => {
  const pretend = join(temporaryFolder(), 'older.js');
  const versions = { ...process.versions, node: version };
  writeFileSync(pretend, `Object.defineProperty(process, 'versions', { value: ${JSON.stringify(versions)} })`);
  const { status, stderr } = spawnSync(process.execPath, ['--require', pretend, 'dist/src/cli.js', 'describe'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([
    3,
    `Hatchdesk cannot run on this Node.js: version ${version} is too old: install Node.js 20.19 or newer\n`,
  ]);
});
