import { ADDRESSES } from '../config/addresses';
import { type Door, patternOf } from '../doors/door';
import { PAGES } from '../doors/pages/page-door';

/** Finds what stands at an address, whatever way it is written. */
export interface Addressing {
  /**
   * Rewrites the target of a request to the address that a door knows: `//includes/api.php?a=b` and
   * `/billing/includes/api.php?a=b` become `/includes/api.php?a=b`.
   */
  locate(target: string): string;
  /** The door at a located path. */
  doorAt(path: string): Door | undefined;
  /** Whether a person's browser shows what stands at a located path. */
  isPage(path: string): boolean;
  /**
   * The door that stands at a path once its encoded slashes are decoded, if another one, or none, stands at the path
   * itself. Programs and proxies disagree about such addresses, so nothing may answer them.
   */
  otherDoorAt(path: string): Door | undefined;
}

const EXPLORER = patternOf(ADDRESSES.explorer);

/** What answers besides the doors. */
const OTHER_ADDRESSES = [
  '/',
  ADDRESSES.explorer,
  `${ADDRESSES.explorer}/*`,
  ADDRESSES.openapi,
  ADDRESSES.health,
  ADDRESSES.readiness,
  ADDRESSES.publicKeys,
  ADDRESSES.icon,
].map(patternOf);

/** Where an installation of WHMCS in a folder has its API. */
const HATCH_IN_A_FOLDER = new RegExp(`^/[^/].*?(${ADDRESSES.hatch.replaceAll('.', '\\.')}(?:/[^/]*)?/?)$`, 'i');

/** @param folder the folder below which everything answers too, such as `/support`; empty for none */
export function createAddressing(doors: readonly Door[], folder: string): Addressing {
  const compiled = doors.map((door) => ({ door, patterns: door.addresses.map(patternOf) }));
  const doorAt = (path: string): Door | undefined =>
    compiled.find(({ patterns }) => patterns.some((pattern) => pattern.test(path)))?.door;
  const isKnown = (path: string): boolean =>
    doorAt(path) !== undefined || OTHER_ADDRESSES.some((pattern) => pattern.test(path));

  function withoutFolder(path: string): string {
    const hatch = HATCH_IN_A_FOLDER.exec(path)?.[1];
    if (hatch !== undefined) return hatch;
    if (folder === '' || !path.toLowerCase().startsWith(`${folder}/`)) return path;
    const rest = path.slice(folder.length);
    // A folder may have the name of an address, such as /tickets.
    return isKnown(rest) || !isKnown(path) ? rest : path;
  }

  function locate(target: string): string {
    const plain = PLAIN.test(target) ? target : plainTarget(target);
    const path = pathOf(plain);
    const rest = withoutFolder(path);
    return rest === path ? plain : rest + plain.slice(path.length);
  }

  return {
    locate,
    doorAt,
    isPage: (path) => doorAt(path)?.tag === PAGES.tag || EXPLORER.test(path),
    otherDoorAt(path) {
      if (!ENCODED_SLASH.test(path)) return undefined;
      const other = doorAt(locate(path.replaceAll(ENCODED_SLASHES, '/')));
      return other === doorAt(path) ? undefined : other;
    },
  };
}

const ENCODED_SLASH = /%2f/i;
const ENCODED_SLASHES = /%2f/gi;

/** The path of a located target. */
export const pathOf = (target: string): string => {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
};

/** A path that needs no rewriting, as nearly all are. */
const PLAIN = /^(?:\/[\w~-][\w.~-]*)+\/?(?:\?[^#]*)?$/;

/**
 * Writes an address in its plainest form, as nginx and Apache do before they look what stands there: doubled slashes
 * become one, `/./` and `/../` are resolved, and characters are decoded that need no encoding (RFC 3986, 6.2.2). An
 * encoded slash stays one, so that it never separates anything. An absolute URL loses its host.
 */
function plainTarget(target: string): string {
  const [, sent = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(target.replace(/^https?:\/\/[^/?#]*/i, '')) ?? [];
  const path = `/${sent}`
    .replaceAll(UNRESERVED, decodeURIComponent)
    // Node's URL parser would take a backslash for a slash.
    .replaceAll('\\', '%5C');
  // A fragment ends the path. Behind a question mark, the sign belongs to a text that was not encoded.
  const query = rest.includes('?') ? rest.slice(rest.indexOf('?')).replaceAll('#', '%23') : '';
  return withoutDots(path.replace(/\/{2,}/g, '/')) + query;
}

const UNRESERVED = /%(?:2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/gi;

/** Resolves dot segments (RFC 3986, 5.2.4). None leads above the top. */
function withoutDots(path: string): string {
  if (!path.includes('/.')) return path;
  const segments = path.split('/').slice(1);
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
  }
  const last = segments.at(-1);
  const isFolder = last === '.' || last === '..';
  return `/${kept.join('/')}${isFolder && kept.length > 0 ? '/' : ''}`;
}
