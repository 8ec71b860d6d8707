/** The texts of an action's files. */
export interface Files {
  schema: string;
  action: string;
  test: string;
}

/** What the name of a new action tells about it. */
export interface Made {
  /** Without its API's folder. */
  name: string;
  /** As a sentence: `Delete ticket note`. */
  words: string;
  access: 'read' | 'write';
  /** The HTTP method and the end of the path in another API. */
  method: string;
  path: string;
}

const METHODS: Record<string, string> = { Get: 'GET', List: 'GET', Update: 'PUT', Delete: 'DELETE' };

/** Guesses what an action does: `GetMacro` reads, and in another API it is `GET /tickets/5/get-macro`. */
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
