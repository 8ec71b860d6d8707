import { randomInt } from 'node:crypto';
import type { DeskSettings } from '../config';
import { invalid } from '../errors';
import type { NewAttachment } from '../store/attachments';

/**
 * Checks files against the desk's rules and gives them the names they are kept under.
 *
 * @param files names are clean already.
 * @throws ApiError (invalid) naming the file and the rule: nothing of the call is done then.
 */
export function checkAttachments(
  files: { filename: string; data: Buffer }[] | undefined,
  desk: DeskSettings,
): NewAttachment[] {
  if (files === undefined) return [];
  if (files.length > desk.attachmentMaxFiles) {
    throw invalid(`At most ${desk.attachmentMaxFiles} attachments are allowed`);
  }
  return files.map(({ filename, data }) => {
    const extension = /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
    if (!desk.attachmentExtensions.has(extension)) {
      const allowed = [...desk.attachmentExtensions].join(', ');
      throw invalid(`Attachment "${filename}": this type of file is not allowed. Allowed are: ${allowed}`);
    }
    if (data.length > desk.attachmentMaxBytes) {
      throw invalid(`Attachment "${filename}" is larger than the ${desk.attachmentMaxBytes} bytes allowed`);
    }
    return { filename, data, storedName: `${randomInt(100_000, 1_000_000)}_${filename}` };
  });
}
