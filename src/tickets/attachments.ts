import { randomInt } from 'node:crypto';
import { invalid } from '../errors';
import type { DeskSettings } from '../store/desk/settings';
import type { NewAttachment } from '../store/tickets/attachments';

/**
 * Checks files against the desk's settings, and gives each the name under which it is stored.
 *
 * @param files their names must be clean already.
 * @throws ApiError (invalid) naming the file and the rule. Each rule is checked for all files before the next: their number,
 * types and sizes. Nothing of the call is done then.
 */
export function checkAttachments(
  files: { filename: string; data: Buffer }[] | undefined,
  desk: DeskSettings,
): NewAttachment[] {
  if (files === undefined) return [];
  if (files.length > desk.attachmentMaxFiles) {
    throw invalid(`At most ${desk.attachmentMaxFiles} attachments are allowed`);
  }
  for (const { filename } of files) {
    const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
    if (!desk.attachmentExtensions.has(extension)) {
      const allowed = [...desk.attachmentExtensions].join(', ');
      throw invalid(`Attachment "${filename}": this type of file is not allowed. Allowed are: ${allowed}`);
    }
  }
  for (const { filename, data } of files) {
    if (data.length > desk.attachmentMaxBytes) {
      throw invalid(`Attachment "${filename}" is larger than the ${desk.attachmentMaxBytes} bytes allowed`);
    }
  }
  return files.map(({ filename, data }) => ({ filename, data, storedName: storedNameOf(filename) }));
}

const storedNameOf = (filename: string): string => `${randomInt(100_000, 1_000_000)}_${filename}`;

const LONGEST_URL = 2_000;

/**
 * Checks links to files on other servers. Links are stored and passed on, and never fetched.
 *
 * @param links their names must be clean already.
 * @throws ApiError (invalid) naming the link and the rule.
 */
export function checkLinks(links: { url: string; name: string }[] | undefined, desk: DeskSettings): NewAttachment[] {
  if (links === undefined) return [];
  if (links.length > desk.attachmentMaxFiles) {
    throw invalid(`At most ${desk.attachmentMaxFiles} attachments are allowed`);
  }
  return links.map((link, index) => {
    const url = checkUrl(link.url, `attachments[${index}].url`);
    return { filename: link.name, data: null, url, storedName: storedNameOf(link.name) };
  });
}

/**
 * Checks the URL of something on another server.
 *
 * @param parameter the name under which the caller sent it.
 * @returns the URL in its normal form.
 * @throws ApiError (invalid) naming the parameter and what it must be.
 */
export function checkUrl(url: string, parameter: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw invalid(`Parameter "${parameter}" must be an http:// or https:// URL`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw invalid(`Parameter "${parameter}" must not contain a user name or password`);
  }
  if (url.length > LONGEST_URL) throw invalid(`Parameter "${parameter}" may have at most ${LONGEST_URL} characters`);
  return parsed.href;
}
