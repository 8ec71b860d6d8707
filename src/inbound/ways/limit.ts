/**
 * Reads a stream, and leaves out what is over a limit, so that the text of a mail is taken however large its files are.
 *
 * @returns the mail, or its beginning up to the last part that is whole
 */
export async function readLimited(stream: NodeJS.ReadableStream, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // The rest is read all the same, because whoever writes it would take a closed pipe for a failure.
    if (bytes <= maxBytes) chunks.push(chunk);
    bytes += chunk.length;
  }
  const read = Buffer.concat(chunks);
  return bytes > maxBytes ? limited(read.subarray(0, maxBytes)) : read;
}

const BOUNDARY = Buffer.from('\n--');

/**
 * The beginning of a mail that goes on, up to the last boundary in it: half a file would look like a whole one. A mail
 * with less than two boundaries stays as it is.
 */
export function limited(beginning: Buffer): Buffer {
  const last = beginning.lastIndexOf(BOUNDARY);
  return last > beginning.indexOf(BOUNDARY) ? beginning.subarray(0, last + 1) : beginning;
}
