/** The texts around every page of the console, and of the page to sign in on. */
export const frame = {
  name: 'Console',
  main: 'Main',
  tickets: 'Tickets',
  reports: 'Reports',
  setup: 'Set-up',
  keys: 'Keys',
  account: 'Account',
  signOut: 'Sign out',
  signIn: 'Sign in to the console',
  username: 'User name',
  password: 'Password',
  signInButton: 'Sign in',
  wrong: 'The user name or the password is wrong.',
  wrongCode: 'This code is wrong, too old or was used before.',
  late: 'Signing in took too long. Please begin again.',
  out: 'You are signed out.',
  back: 'Back to the tickets',
  strangeForm: 'Nothing was changed: this form is from before you signed in. Please look at it and send it once more.',
  mayNot: 'None of your roles allows this.',
  gone: 'There is no such page, or it has gone.',
};

export type FrameTexts = typeof frame;
