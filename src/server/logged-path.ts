import { ADDRESSES } from '../config/addresses';

/** A word as it stands in an address, whose slashes may be any other sign. */
const words = (address: string): string => address.replace(/^\/|\/$/g, '').replace(/[^a-z]+/g, '[^a-z]{0,3}');

const TOKEN_FOLLOWS = [ADDRESSES.passwordReset, ADDRESSES.invite, ADDRESSES.ticketConfirmation, ADDRESSES.signInLink];

/**
 * What may stand in a log of a path, each up to where a secret may begin. A caller may have mistyped every sign: the
 * `?` before the parameters, and the slashes before a code or a token.
 */
const SHOWN_PARTS: readonly RegExp[] = [
  // Parameters, of which any may be a secret.
  /^[^?&;=#]*/,
  // The hatch may have the name of an action at its end, and other scripts have nothing.
  /^.*?api\.php(?:\/[a-z]*)?/is,
  /^.*?(?<!api)\.php\/?/is,
  new RegExp(`^.*?[^a-z](?:${TOKEN_FOLLOWS.map(words).join('|')})(?!\\.php)[^a-z]`, 'is'),
  // A number shows that it is one by its digits. Other text may be the code.
  new RegExp(`^.*?[^a-z-]${words(ADDRESSES.ticketLink)}(?![a-z])[^a-z0-9]*(?:[0-9]+(?![a-z0-9])[^a-z0-9]*)?`, 'is'),
  // The code behind the number, where the address is another one.
  /^.*?[Tt]icket[a-z.]*[^A-Za-z0-9]+[0-9]+[^A-Za-z0-9]+(?=[a-z]*[A-Z0-9])(?=[A-Za-z0-9]{8}$)/s,
  // A token or a secret, wherever it stands.
  /^.*?(?=[\w-]{30})/s,
];

/** More than is logged, so that a token is still recognised whose beginning would be. */
const READ = 1000;
const LOGGED = 200;

/**
 * Removes from a path, for the log, what anyone who reads it could use: codes of tickets, tokens of links, and whatever
 * stands where parameters may stand.
 */
export function loggedPath(path: string): string {
  const { text, starts } = decoded(path.slice(0, READ));
  const shown = SHOWN_PARTS.map((part) => part.exec(text)?.[0].length ?? text.length);
  const end = Math.min(...shown);
  const logged = path.slice(0, starts === undefined ? end : starts[end]);
  return `${logged.slice(0, LOGGED)}${end < text.length ? '...' : ''}`;
}

/** A character, or one that was percent-encoded, once or several times. */
const CHARACTER = /%(?:25)*([0-9a-f]{2})|./gis;

/** @returns the text, and where in the path each of its characters begins if that is not the same place */
function decoded(path: string): { text: string; starts?: number[] } {
  if (!path.includes('%')) return { text: path };
  const starts: number[] = [];
  const text = path.replace(CHARACTER, (character: string, code: string | undefined, at: number) => {
    starts.push(at);
    return code === undefined ? character : String.fromCharCode(Number.parseInt(code, 16));
  });
  return { text, starts: [...starts, path.length] };
}
