import type { ReadingLimits, ReceivedMail } from './mail';
import { readHere } from './read-here';
import { readAside } from './thread';

/** Reading more than this takes long enough for calls to notice. */
const MOST_READ_HERE = 128 * 1024;

const UNLIMITED: ReadingLimits = { files: Number.POSITIVE_INFINITY, fileBytes: Number.POSITIVE_INFINITY };

/**
 * Reads a mail. A large one is read in another thread, for five seconds at most.
 *
 * @param raw all of its bytes, with CR LF or LF at line ends, and perhaps an mbox line on top.
 * @param limits which files are handed on; all of them, if left out. The others are named in `leftOut`.
 * @returns what is readable. Nothing that a mail contains makes it throw.
 */
export async function readMail(raw: Buffer, limits = UNLIMITED): Promise<ReceivedMail> {
  return raw.length <= MOST_READ_HERE ? readHere(raw, limits) : readAside(raw, limits);
}
