import { toJson } from '../wire/json';
import type { Plain } from '../wire/present';
import type { Reply } from './door';

/** A JSON response. */
export const json = (status: number, body: Plain, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: toJson(body),
});

/** A file download. The headers keep browsers from showing or running the file. */
export const file = ({ filename, data }: { filename: string; data: Buffer }): Reply => ({
  status: 200,
  headers: {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeName(filename)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  },
  body: data,
});

/** Encodes more than encodeURIComponent does, because RFC 8187 allows fewer characters. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Completes the addresses of files on a desk that does not know its own address. Strict clients refuse mere paths. It
 * copies only what it changes: most answers have no files, and copying one took 14 us.
 *
 * @param origin the beginning of the addresses, from `originOf`
 * @param path matches the paths of files
 */
export function withCompleteUrls(value: Plain, origin: string, path: RegExp): Plain {
  if (Array.isArray(value)) {
    const items = value.map((item) => withCompleteUrls(item, origin, path));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (value === null || typeof value !== 'object' || value instanceof Map) return value;
  let changed: typeof value | undefined;
  for (const [name, inner] of Object.entries(value)) {
    const isPath = name === 'url' && typeof inner === 'string' && path.test(inner);
    const complete = isPath ? origin + inner : withCompleteUrls(inner, origin, path);
    if (complete !== inner) changed = { ...(changed ?? value), [name]: complete };
  }
  return changed ?? value;
}
