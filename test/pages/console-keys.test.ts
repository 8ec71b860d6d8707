import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_COMMANDS, pressesOf } from '../../src/pages/console/keys';
import { keys as english } from '../../src/pages/console/texts/en/keys';

const all = KEY_COMMANDS.flatMap(({ name, keys }) => keys.map((press) => ({ name, press })));

test('no two commands share a name or a key, and none begins another', () => {
  const names = KEY_COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(all.map(({ press }) => press)).size).toBe(all.length);
  const firsts = all.filter(({ press }) => press.includes(' ')).map(({ press }) => press.split(' ')[0]);
  expect(all.filter(({ press }) => firsts.includes(press))).toEqual([]);
});

test('no key takes what browsers and screen readers use', () => {
  for (const { press } of all) expect(press).not.toMatch(/Alt|Meta|Control|CapsLock|Insert/);
  const withCtrl = all.filter(({ press }) => press.includes('$mod')).map(({ press }) => press);
  // Sending, taking back and finding a command: what other programs do with these keys, too.
  expect(withCtrl.sort()).toEqual(['$mod+Enter', '$mod+k', '$mod+z']);
});

test('a key is shown as people read it', () => {
  expect(['Shift+x', 'g i', '$mod+Enter', 'ArrowDown', '?'].map(pressesOf)).toEqual([
    [['Shift', 'x']],
    [['g'], ['i']],
    [['Ctrl', 'Enter']],
    [['↓']],
    [['?']],
  ]);
});

test('docs/KEYS.md lists every key with what it does', () => {
  const page = readFileSync(join(__dirname, '../../docs/KEYS.md'), 'utf8');
  const rows = Array.from(page.matchAll(/^\| (`.*`) \| (.*) \| `(.*)` \|$/gm), ([, ...cells]) => cells);
  const shown = (keys: readonly string[]) =>
    keys
      .map((press) =>
        pressesOf(press)
          .map((one) => `\`${one.join('+')}\``)
          .join(' '),
      )
      .join(' or ');
  const { commands }: { commands: Record<string, string> } = english;
  expect(rows).toEqual(KEY_COMMANDS.map(({ name, keys }) => [shown(keys), commands[name], name]));
});
