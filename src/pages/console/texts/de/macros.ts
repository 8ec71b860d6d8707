import type { MacrosTexts } from '../en/macros';

export const macros: MacrosTexts = {
  title: 'Makros',
  run: 'Ausführen',
  parts: {
    reply: 'Antwort',
    note: 'Notiz',
    snooze: 'zurückstellen',
    me: 'an mich',
    nobody: 'an niemanden',
    assigned: 'zugewiesen',
    tags: 'Schlagwörter',
    department: 'Abteilung',
  },
  refused: 'Das Makro wurde nicht ausgeführt',
  unchanged: 'Es hat sich nichts geändert.',
  back: 'Zurück zum Ticket',
  pick: 'Textbaustein einfügen',
  pickTitle: 'Textbausteine',
  search: 'Kürzel, Name oder Text',
  find: 'Suchen',
  insert: 'Einfügen',
  insertText: 'Einfügen: {name}',
  none: 'Kein Textbaustein passt dazu.',
  hint: 'Tippen Sie in der Nachricht / und das Kürzel.',
  more: 'Es gibt weitere. Bitte suchen Sie genauer.',
};
