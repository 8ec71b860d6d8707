/** The texts of what changes while a page is open. Names follow the first two. */
export const live = {
  here: 'Here now:',
  writing: 'Writing:',
  lost: 'The connection is lost. This page is brought up to date as soon as it is back.',
  ended: 'You are signed out. Load this page again to sign in.',
};

export type LiveTexts = typeof live;
