/** The texts of one's own account. Those of the second factor and of sessions are shared with the pages for customers. */
export const account = {
  title: 'Your account',
  settings: 'Language and signature',
  signature: 'Signature',
  signatureHint: 'Mails show it below your replies.',
  save: 'Save',
  done: {
    settings: 'Saved.',
    password: 'Your password is changed. You are signed out everywhere else.',
    session: 'That browser is signed out.',
    others: 'All other browsers are signed out.',
    totpEnd: 'The second factor is off.',
  },
};

export type AccountTexts = typeof account;
