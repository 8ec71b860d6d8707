import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { UpstreamAnswer } from './exchange';

const DECODERS = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
} as const;

/**
 * Reads the object in an answer that should be JSON. PHP may have printed warnings before it.
 *
 * @param mostBytes the most that a compressed answer may have
 * @returns undefined if there is none
 */
export function readAnswer({ headers, body }: UpstreamAnswer, mostBytes: number): Record<string, unknown> | undefined {
  const [, encoding = ''] = headers.find(([name]) => name.toLowerCase() === 'content-encoding') ?? [];
  const text = decoded(body, encoding.trim().toLowerCase(), mostBytes)
    ?.toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (text === undefined) return undefined;
  return parsed(text) ?? parsed(text.slice(Math.max(text.indexOf('{"result"'), 0)));
}

function decoded(body: Buffer, encoding: string, mostBytes: number): Buffer | undefined {
  if (encoding === '' || encoding === 'identity') return body;
  const decode = encoding in DECODERS ? DECODERS[encoding as keyof typeof DECODERS] : undefined;
  try {
    return decode?.(body, { maxOutputLength: mostBytes });
  } catch {
    return undefined;
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
