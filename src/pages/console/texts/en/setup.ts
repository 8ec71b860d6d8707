import { actions, lists, topics } from './setup-names';
import { parameters } from './setup-parameters';

/** The texts of the pages for setting up. */
export const setup = {
  title: 'Set-up',
  trail: 'You are here',
  search: 'Find a page',
  find: 'Show',
  nothing: 'None of your roles allows setting anything up.',
  notFound: (query: string) => `No page has “${query}”.`,
  allActions: 'All actions, also those to come',
  add: 'Add',
  save: 'Save',
  remove: 'Delete',
  sure: 'This cannot be undone.',
  filter: 'Narrow down',
  everything: 'Show all',
  empty: 'There is nothing here yet.',
  noneFound: 'Nothing fits.',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  range: (first: string, last: string, total: string) => `${first} to ${last} of ${total}`,
  yes: 'Yes',
  no: 'No',
  none: '(none)',
  required: '(required)',
  lookUp: 'Look up the number',
  known: 'Details',
  answer: 'Answer',
  tasks: 'More',
  toIt: 'Go to it',
  done: 'Done.',
  secretOnce: 'Copy the secret now. It is never shown again.',
  ...{ actions, lists, parameters, topics },
};

export type SetupTexts = typeof setup;
