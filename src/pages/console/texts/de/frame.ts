import type { FrameTexts } from '../en/frame';

export const frame: FrameTexts = {
  name: 'Konsole',
  main: 'Hauptmenü',
  tickets: 'Tickets',
  reports: 'Berichte',
  setup: 'Einrichtung',
  keys: 'Tasten',
  account: 'Konto',
  signOut: 'Abmelden',
  signIn: 'An der Konsole anmelden',
  username: 'Benutzername',
  password: 'Passwort',
  signInButton: 'Anmelden',
  wrong: 'Der Benutzername oder das Passwort ist falsch.',
  wrongCode: 'Dieser Code ist falsch, zu alt oder wurde schon verwendet.',
  late: 'Die Anmeldung hat zu lange gedauert. Bitte beginnen Sie von vorn.',
  out: 'Sie sind abgemeldet.',
  back: 'Zurück zu den Tickets',
  strangeForm:
    'Nichts wurde geändert: Dieses Formular stammt aus der Zeit vor Ihrer Anmeldung. Bitte prüfen Sie es und senden Sie es noch einmal.',
  mayNot: 'Keine Ihrer Rollen erlaubt das.',
  gone: 'Diese Seite gibt es nicht oder nicht mehr.',
};
