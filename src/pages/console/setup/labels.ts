import type { StaffVisit } from '../layout';

/** A name of the API in words: `Predefined reply categories`, `Ticket id`. */
function inWords(name: string): string {
  const words = name.match(/OAuth|[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+|\d+/g) ?? [name];
  const [first = '', ...rest] = words.map((word) => (/^(OAuth|[A-Z]{2,})$/.test(word) ? word : word.toLowerCase()));
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}

/** What a list is called. @param noun of one of it, in the words of the API */
export const listLabel = ({ texts }: StaffVisit, noun: string, list: string): string =>
  texts.setup.lists[noun] ?? inWords(list.replace(/^(Get|List)/, ''));

/** What an action is called that is done on a page of its own. */
export const actionLabel = ({ texts }: StaffVisit, action: string): string =>
  texts.setup.actions[action] ?? (action.startsWith('Delete') ? texts.setup.remove : inWords(action));

/** What a parameter or a member of an answer is called. @param noun what it is of, where that changes its meaning */
export const parameterLabel = ({ texts }: StaffVisit, name: string, noun = ''): string =>
  texts.setup.parameters[`${noun}.${name}`.toLowerCase()] ??
  texts.setup.parameters[name.toLowerCase()] ??
  inWords(name.replaceAll('_', ' '));

export const topicLabel = ({ texts }: StaffVisit, topic: string): string => texts.setup.topics[topic] ?? topic;
