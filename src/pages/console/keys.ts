/** Where a key is of use, in the order in which the page of keys lists them. */
export const KEY_GROUPS = ['list', 'ticket', 'writing', 'go', 'anywhere'] as const;

export type KeyGroup = (typeof KEY_GROUPS)[number];

/** What a key does. */
export interface KeyCommand {
  /** The `data-key` of the element that the key clicks or focuses. */
  name: string;
  /** As tinykeys reads them: `Shift+x`, `g i` for one after the other, `$mod` for Ctrl, or Cmd on a Mac. */
  keys: readonly [string, ...string[]];
  group: KeyGroup;
  /** Whether the script does it by itself, so that no element has the name. */
  byScript?: true;
  /** Where the key leads on pages that have no such element, below the address of the queue. */
  to?: string;
}

/**
 * Every key of the console but those of macros, which operators choose. A key does what a click would do: it clicks the
 * first element on the page whose `data-key` has its name, or moves into it if it is a field. Where no element has the name
 * and the key leads nowhere else, it does nothing, so what a person may not do needs no rule of its own.
 */
export const KEYS = [
  { name: 'next-row', keys: ['j', 'ArrowDown'], group: 'list', byScript: true },
  { name: 'previous-row', keys: ['k', 'ArrowUp'], group: 'list', byScript: true },
  { name: 'open', keys: ['o', 'Enter'], group: 'list', byScript: true },
  { name: 'select', keys: ['x'], group: 'list', byScript: true },
  { name: 'select-range', keys: ['Shift+x'], group: 'list', byScript: true },
  { name: 'select-all', keys: ['* a'], group: 'list', byScript: true },
  { name: 'select-none', keys: ['* n'], group: 'list', byScript: true },
  { name: 'reply', keys: ['r'], group: 'ticket' },
  { name: 'note', keys: ['n'], group: 'ticket' },
  { name: 'assign', keys: ['a'], group: 'ticket' },
  { name: 'assign-me', keys: ['i'], group: 'ticket' },
  { name: 'status', keys: ['s'], group: 'ticket' },
  { name: 'priority', keys: ['p'], group: 'ticket' },
  { name: 'department', keys: ['d'], group: 'ticket' },
  { name: 'tags', keys: ['t'], group: 'ticket' },
  { name: 'snooze', keys: ['z'], group: 'ticket' },
  { name: 'close', keys: ['c'], group: 'ticket' },
  { name: 'merge', keys: ['m'], group: 'ticket' },
  { name: 'macros', keys: ['y'], group: 'ticket' },
  { name: 'delete', keys: ['#'], group: 'ticket' },
  { name: 'spam', keys: ['!'], group: 'ticket' },
  { name: 'next', keys: ['Shift+j'], group: 'ticket' },
  { name: 'previous', keys: ['Shift+k'], group: 'ticket' },
  { name: 'queue', keys: ['u'], group: 'ticket' },
  { name: 'send', keys: ['$mod+Enter'], group: 'writing', byScript: true },
  { name: 'later', keys: ['e'], group: 'writing' },
  { name: 'undo', keys: ['$mod+z'], group: 'writing' },
  { name: 'leave', keys: ['Escape'], group: 'writing', byScript: true },
  { name: 'go:tickets', keys: ['g i'], group: 'go', to: '' },
  { name: 'view:mine', keys: ['g m'], group: 'go', to: '?view=mine' },
  { name: 'view:unassigned', keys: ['g u'], group: 'go', to: '?view=unassigned' },
  { name: 'go:reports', keys: ['g r'], group: 'go' },
  { name: 'go:setup', keys: ['g s'], group: 'go' },
  { name: 'search', keys: ['/'], group: 'anywhere', to: '#q' },
  { name: 'palette', keys: ['$mod+k', ':'], group: 'anywhere', byScript: true },
  { name: 'help', keys: ['?'], group: 'anywhere', byScript: true },
] as const satisfies readonly KeyCommand[];

/** The name of a command with a key, such as `reply`. */
export type KeyName = (typeof KEYS)[number]['name'];

/** The same list for those who treat all commands alike. */
export const KEY_COMMANDS: readonly KeyCommand[] = KEYS;

/** The keys of a command as people read them: for `Shift+x` `[['Shift', 'x']]`, for `g i` `[['g'], ['i']]`. */
export const pressesOf = (keys: string): string[][] =>
  keys.split(' ').map((press) =>
    press
      .replace('$mod', 'Ctrl')
      .split('+')
      .map((key) => ARROWS[key] ?? key),
  );

const ARROWS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };
