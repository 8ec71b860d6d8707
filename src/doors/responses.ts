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
 * Completes the addresses of files on a desk that does not know its own address. Strict clients refuse mere paths.
 *
 * @param origin the beginning of the addresses, from `originOf`
 * @param path matches the paths of files
 */
export function withCompleteUrls(value: Plain, origin: string, path: RegExp): Plain {
  if (Array.isArray(value)) return value.map((item) => withCompleteUrls(item, origin, path));
  if (value === null || typeof value !== 'object' || value instanceof Map) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      name === 'url' && typeof inner === 'string' && path.test(inner)
        ? [name, origin + inner]
        : [name, withCompleteUrls(inner, origin, path)],
    ),
  );
}
