import type { AccountTexts } from '../en/account';

export const account: AccountTexts = {
  title: 'Ihr Konto',
  settings: 'Sprache und Signatur',
  signature: 'Signatur',
  signatureHint: 'E-Mails zeigen sie unter Ihren Antworten.',
  save: 'Speichern',
  done: {
    settings: 'Gespeichert.',
    password: 'Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.',
    session: 'Dieser Browser ist abgemeldet.',
    others: 'Alle anderen Browser sind abgemeldet.',
    totpEnd: 'Der zweite Faktor ist ausgeschaltet.',
  },
};
