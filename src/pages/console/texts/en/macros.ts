/** The texts of macros and predefined replies. */
export const macros = {
  title: 'Macros',
  run: 'Run',
  parts: {
    reply: 'reply',
    note: 'note',
    snooze: 'snooze',
    me: 'to me',
    nobody: 'to nobody',
    assigned: 'assigned',
    tags: 'tags',
    department: 'department',
  },
  refused: 'The macro was not run',
  unchanged: 'Nothing has changed.',
  back: 'Back to the ticket',
  pick: 'Insert a text',
  pickTitle: 'Predefined replies',
  search: 'Key, name or text',
  find: 'Find',
  insert: 'Insert',
  insertText: 'Insert: {name}',
  none: 'No predefined reply has that.',
  hint: 'In the message, type / and the key.',
  more: 'There are more. Narrow the search.',
};

export type MacrosTexts = typeof macros;
