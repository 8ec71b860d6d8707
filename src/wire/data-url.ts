import { decodeBase64 } from './base64';

/** RFC 2397, as a browser's FileReader.readAsDataURL writes it. The media type ends at the first comma. */
const DATA_URL = /^\s*data:([^,]{0,1000}),/i;

/**
 * Reads a `data:` URL.
 *
 * @returns its bytes; undefined if the text is no such URL, or its data is not valid base64. Never throws
 */
export function decodeDataUrl(text: string): Buffer | undefined {
  const [head = '', type = ''] = DATA_URL.exec(text) ?? [];
  if (head === '') return undefined;
  const data = text.slice(head.length);
  // It belongs at the end, but some programs add the charset after it.
  if (/;\s*base64\s*(?:;|$)/i.test(type)) return decodeBase64(data);
  try {
    return Buffer.from(decodeURIComponent(data), 'utf8');
  } catch {
    return undefined;
  }
}
