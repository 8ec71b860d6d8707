/** The words of a name in capitals: `GetOAuthCredentials` is Get, OAuth, Credentials. */
export const wordsOf = (name: string): string[] =>
  name.match(/OAuth|[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+|\d+/g) ?? [name];

/** A name as a part of an address: `predefined-reply-categories`. */
export const slugOf = (name: string): string => wordsOf(name).join('-').toLowerCase();

/** What an action does and what to: `UpdateClient` is Update and Client. */
export function partsOf(name: string): { verb: string; rest: string } {
  const [verb = ''] = wordsOf(name);
  return { verb, rest: name.slice(verb.length) };
}

/** The plurals that a noun can have: our schemas name lists with one of them. */
export const pluralsOf = (noun: string): string[] => [`${noun}s`, `${noun}es`, noun.replace(/y$/, 'ies')];

/** The nouns of which a name can be the plural, the likeliest first. */
export const singularsOf = (plural: string): string[] =>
  [plural.replace(/ies$/, 'y'), plural.replace(/(s|x|ch)es$/, '$1'), plural.replace(/s$/, '')].filter(
    (noun) => noun !== plural,
  );

/** A parameter's name without what its spellings differ in: `client_id` and `clientId` are `clientid`. */
export const folded = (name: string): string => name.replaceAll('_', '').toLowerCase();
