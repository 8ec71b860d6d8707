import { isIPv6 } from 'node:net';

/** One host of a database. */
export interface DatabaseHost {
  /** For the operator: `db1.example.com:5432` or the folder of a socket, never with a password. */
  name: string;
  /** How to reach the database on this host alone. */
  url: string;
}

interface Place {
  host: string;
  /** Empty for the default. */
  port: string;
}

const SHAPE = /^(postgres(?:ql)?):\/\/(?:([^/?#]*)@)?([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/;

/**
 * Reads the hosts that a database URL names, as libpq does: `postgres://user@a:5433,b/desk`, or with the parameters `host`
 * and `port`, which may be one port for all. Node's URL cannot read such lists.
 *
 * @returns one host or several, in the order of the URL
 * @throws Error saying what is wrong, without quoting: a password with a character that needed encoding could be anywhere
 */
export function hostsOf(text: string): DatabaseHost[] {
  const [, scheme, account, authority = '', path = '/', query = ''] = SHAPE.exec(text) ?? [];
  if (scheme === undefined) throw new Error('must be a postgres:// URL');
  const params = new URLSearchParams(query);
  const listed = params.get('host') || undefined;
  const places = withPorts(listed?.split(',').map(plainPlace) ?? authority.split(',').map(placeOf), params.get('port'));
  for (const place of places) check(place, places.length > 1);
  const [only] = places;
  if (places.length === 1 && only !== undefined && URL.canParse(text) && !authority.startsWith('[')) {
    return [{ name: nameOf(only), url: text }];
  }
  return places.map((place) => {
    params.set('host', place.host);
    if (place.port === '') params.delete('port');
    else params.set('port', place.port);
    const beginning = `${scheme}://${account === undefined ? '' : `${account}@`}`;
    const rest = `${path}?${params}`;
    // With an account, Node's URL wants a host before the path. The driver puts one there itself.
    if (!URL.canParse(`${beginning}host${rest}`)) throw new Error('must be a postgres:// URL');
    return { name: nameOf(place), url: beginning + rest };
  });
}

/** Reads `host`, `host:port`, `[IPv6]` or `[IPv6]:port`. */
function placeOf(text: string): Place {
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([^:]*))?$/.exec(text) ?? [];
  if (bracketed !== undefined && !isIPv6(bracketed.replace(/%25.*$/, ''))) throw new Error(NO_HOST);
  const host = decoded(bracketed ?? plain ?? '');
  if (host === undefined || (bracketed === undefined && plain === undefined)) throw new Error(NO_HOST);
  return { host, port };
}

const plainPlace = (host: string): Place => ({ host, port: '' });

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function withPorts(places: Place[], listed: string | null): Place[] {
  if (!listed) return places;
  const ports = listed.split(',');
  if (ports.length !== 1 && ports.length !== places.length) {
    throw new Error(`has ${ports.length} ports for ${places.length} hosts: name one port for all, or one for each`);
  }
  return places.map(({ host }, index) => ({ host, port: ports[ports.length === 1 ? 0 : index] ?? '' }));
}

const NO_HOST = 'one of its hosts is neither a name, nor an address, nor an IPv6 address in brackets';

function check({ host, port }: Place, isOneOfSeveral: boolean): void {
  if (isOneOfSeveral && host === '')
    throw new Error('one of its hosts has no name: remove the comma, or name the host');
  if (/[\s@]/.test(host) && !host.startsWith('/')) throw new Error(NO_HOST);
  if (port === '') return;
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Error('one of its ports is not a number from 1 to 65535');
  }
}

function nameOf({ host, port }: Place): string {
  if (host === '') return 'localhost';
  if (host.startsWith('/')) return port === '' ? host : `${host}, port ${port}`;
  return `${isIPv6(host) ? `[${host}]` : host}:${port || 5432}`;
}
