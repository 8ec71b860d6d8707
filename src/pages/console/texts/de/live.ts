import type { LiveTexts } from '../en/live';

export const live: LiveTexts = {
  here: 'Gerade hier:',
  writing: 'Schreibt gerade:',
  lost: 'Die Verbindung ist unterbrochen. Sobald sie wieder steht, wird diese Seite aktualisiert.',
  ended: 'Sie sind abgemeldet. Laden Sie diese Seite neu, um sich anzumelden.',
};
