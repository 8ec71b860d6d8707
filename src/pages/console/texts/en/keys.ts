import type { KeyGroup, KeyName } from '../../keys';

/** What each key does, as the page of keys and the help say it. */
const commands: Readonly<Record<KeyName, string>> = {
  'next-row': 'Next ticket in the list',
  'previous-row': 'Previous ticket in the list',
  open: 'Open the ticket',
  select: 'Select the ticket',
  'select-range': 'Select all from the last selected one to here',
  'select-all': 'Select all on this page',
  'select-none': 'Select none',
  reply: 'Reply',
  note: 'Write a note',
  assign: 'Assign',
  'assign-me': 'Assign to me',
  status: 'Change the status',
  priority: 'Change the priority',
  department: 'Move to another department',
  tags: 'Change the tags',
  snooze: 'Snooze',
  close: 'Close',
  merge: 'Merge',
  macros: 'Choose a macro',
  delete: 'Delete',
  spam: 'Take for spam',
  next: 'Next ticket',
  previous: 'Previous ticket',
  queue: 'Back to the list',
  send: 'Send what I wrote',
  later: 'Send later',
  undo: 'Undo the last sending or change',
  leave: 'Leave a field, a menu or a dialog',
  'go:tickets': 'Go to all tickets',
  'view:mine': 'Go to my tickets',
  'view:unassigned': 'Go to unassigned tickets',
  'go:reports': 'Go to the reports',
  'go:setup': 'Go to the set-up',
  search: 'Search',
  palette: 'Find a command',
  help: 'Show the keys of this page',
};

const groups: Readonly<Record<KeyGroup, string>> = {
  list: 'In the list',
  ticket: 'On a ticket, or on selected tickets',
  writing: 'While writing',
  go: 'Going places',
  anywhere: 'Anywhere',
};

/** The texts of the keys and of the command palette. */
export const keys = {
  title: 'Keys',
  intro:
    'Everything in the console works by keyboard. A key does what a click would do, so it works where you see the button.',
  hereTitle: 'Keys of this page',
  commands,
  groups,
  macros: 'Macros',
  does: 'What it does',
  key: 'Key',
  or: 'or',
  onMac: 'On a Mac, press ⌘ for Ctrl.',
  switch: 'Single keys act in this browser',
  switchHint: 'Switch them off if you dictate to the computer, or press keys by accident. Keys with Ctrl still work.',
  close: 'Close',
  palette: 'Find a command, or enter a ticket number',
  openTicket: 'Open ticket {number}',
  find: 'Search for “{text}”',
  nothing: 'There is no such command here.',
};

export type KeysTexts = typeof keys;
