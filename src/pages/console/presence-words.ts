/** Somebody at a ticket. */
export interface PersonHere {
  id: number;
  name: string;
  /** `viewing` or `typing`. */
  state: string;
}

/** The words for people at tickets, in the language of the page. */
interface PresenceWords {
  here: string;
  writing: string;
}

/** Keeps a name from changing the direction of the words around it. */
const isolate = (name: string): string => `\u2068${name}\u2069`;

/** What somebody does, for whoever cannot see it: `Writing: Ann Lee`. */
export const labelOf = ({ here, writing }: PresenceWords, { name, state }: PersonHere): string =>
  `${state === 'typing' ? writing : here} ${isolate(name)}`;

/** What all do, those who write first: `Writing: Ann Lee. Here now: Jo, Sam`. Empty for nobody. */
export function sentenceOf({ here, writing }: PresenceWords, people: readonly PersonHere[]): string {
  const names = (isTyping: boolean) =>
    people.filter(({ state }) => (state === 'typing') === isTyping).map(({ name }) => isolate(name));
  const part = (words: string, list: string[]) => (list.length === 0 ? [] : [`${words} ${list.join(', ')}`]);
  return [...part(writing, names(true)), ...part(here, names(false))].join('. ');
}

/** The first letters of a name's first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => Array.from(word ?? '')[0] ?? '').join('');
}
