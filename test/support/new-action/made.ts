/** The text of each file of an action. */
export interface Files {
  schema: string;
  action: string;
  test: string;
}

/** What the name of a new action says about it. */
export interface Made {
  /** Without the folder of its API. */
  name: string;
  /** As a sentence: `Delete ticket note`. */
  words: string;
  access: 'read' | 'write';
  /** How another API is asked for it, and the end of its address. */
  method: string;
  path: string;
}

const METHODS: Record<string, string> = { Get: 'GET', List: 'GET', Update: 'PUT', Delete: 'DELETE' };

/** Guesses what an action does: `GetMacro` reads, and another API is asked for it with `GET /tickets/5/get-macro`. */
export function readName(name: string): Made {
  const [first = '', ...others] = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [name];
  const method = METHODS[first] ?? 'POST';
  return {
    ...{ name, method },
    words: [first, ...others.map((word) => word.toLowerCase())].join(' '),
    access: method === 'GET' ? 'read' : 'write',
    path: [first, ...others].join('-').toLowerCase(),
  };
}
