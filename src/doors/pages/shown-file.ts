import { imageTypeOf } from '../../wire/image-type';
import type { Reply } from '../door';
import { file } from '../responses';
import { Refused } from './error-page';

/** What keeps a file from being run, or shown beside the pages. */
const FILE_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/**
 * A file of a ticket, for a browser.
 *
 * @param isPreview whether to answer a picture to be shown on the page, and nothing else
 * @throws Refused (not_found) if it is to be shown and is no picture
 */
export function shownFile(attachment: { filename: string; data: Buffer }, isPreview: boolean): Reply {
  const reply = file(attachment);
  if (!isPreview) return { ...reply, headers: { ...FILE_HEADERS, ...reply.headers } };
  const type = imageTypeOf(attachment.data);
  if (type === undefined) throw new Refused('not_found', 'gone');
  // A page shows it all the same. Opened by itself, it is a download like every file.
  return { ...reply, headers: { ...reply.headers, ...FILE_HEADERS, 'Content-Type': type } };
}
