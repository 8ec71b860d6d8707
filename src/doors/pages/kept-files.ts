import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { notFound } from '../../errors';
import type { KeptFile } from '../../pages/built-file';
import type { Door, Reply } from '../door';
import { PAGES, pageDoor, type Visitor } from './page-door';

type Encoding = 'br' | 'gzip' | 'identity';

const COMPRESS: Readonly<Record<Encoding, (text: string) => Promise<string | Buffer>>> = {
  br: promisify<string, Buffer>(brotliCompress),
  gzip: (text) => promisify<string, { level: number }, Buffer>(gzip)(text, { level: 9 }),
  identity: async (text) => text,
};

const compressed = new Map<string, Promise<string | Buffer>>();

/** A file in an encoding. Compressing takes a tenth of a second, so it is done once, when a browser first asks. */
function fileAs({ address, text }: KeptFile, encoding: Encoding): Promise<string | Buffer> {
  const name = `${encoding} ${address}`;
  const made = compressed.get(name) ?? COMPRESS[encoding](text);
  compressed.set(name, made);
  return made;
}

/** The best encoding that a browser names in `Accept-Encoding`. None of them weighs these against each other. */
function encodingFor(accepted: string): Encoding {
  const named = accepted
    .toLowerCase()
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((encoding) => named.includes(encoding)) ?? 'identity';
}

async function answer({ req }: Visitor, file: KeptFile, type: string): Promise<Reply> {
  const { address, version } = file;
  const encoding = encodingFor(req.get('accept-encoding') ?? '');
  const tag = `"${version}-${encoding}"`;
  // While versions of the server change, a browser may ask one for the file of the other. That must not be kept.
  const isCurrent = req.path === address;
  const headers = {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    Vary: 'Accept-Encoding',
    ...(isCurrent && { ETag: tag }),
  };
  if (isCurrent && req.get('if-none-match') === tag) return { status: 304, headers, body: '' };
  const encoded = encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
  return { status: 200, headers: { ...headers, ...encoded }, body: await fileAs(file, encoding) };
}

const TYPES = { '.js': 'text/javascript', '.css': 'text/css' };

/**
 * Scripts and style sheets of the pages, which are the same for everybody.
 *
 * @param prefix the beginning of their addresses
 * @param files one for each extension
 */
export const keptDoor = (prefix: string, files: { [Extension in keyof typeof TYPES]?: () => KeptFile }): Door => ({
  ...PAGES,
  addresses: [`${prefix}*`],
  open: (parts) =>
    pageDoor(parts, ['GET', 'HEAD'], async (visitor) => {
      const extension = visitor.req.path.endsWith('.css') ? '.css' : '.js';
      const file = files[extension];
      if (file === undefined) throw notFound('Not Found');
      return answer(visitor, file(), TYPES[extension]);
    }),
});
