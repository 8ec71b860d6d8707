import { toJson } from '../wire/json';
import type { Plain } from '../wire/present';
import type { Reply } from './door';

/** An answer in JSON. */
export const json = (status: number, body: Plain, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: toJson(body),
});

/** A file as no browser runs or shows it. */
export const file = ({ filename, data }: { filename: string; data: Buffer }): Reply => ({
  status: 200,
  headers: {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeName(filename)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  },
  body: data,
});

/** RFC 8187 does not allow all that encodeURIComponent leaves as it is. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
