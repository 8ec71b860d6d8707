/** What the dictionary of MS-OXRTFCP 2.1.2.1 begins with. */
const BEGINNING = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const DICTIONARY_BYTES = 4_096;
const COMPRESSED = 'LZFu';
const UNCOMPRESSED = 'MELA';
const HEADER_BYTES = 16;

/** A reference to the dictionary stands for so many bytes at most, and takes two itself. */
const MOST_FOR_TWO = 17;
/** No text that somebody has written is longer. */
const MOST_BYTES = 8 << 20;

/**
 * Decompresses RTF as Outlook stores it (MS-OXRTFCP).
 *
 * @returns null if it is in no such form. Of one that is cut off, what has arrived.
 */
export function decompressRtf(bytes: Buffer): Buffer | null {
  const kind = bytes.toString('latin1', 8, 12);
  const content = bytes.subarray(HEADER_BYTES);
  if (kind === UNCOMPRESSED) return content.subarray(0, bytes.readUInt32LE(4));
  return kind === COMPRESSED ? expand(content) : null;
}

function expand(content: Buffer): Buffer {
  const dictionary = Buffer.alloc(DICTIONARY_BYTES);
  BEGINNING.copy(dictionary);
  const expanded = Buffer.allocUnsafe(Math.min(Math.ceil((content.length * MOST_FOR_TWO) / 2), MOST_BYTES));
  let length = 0;
  let place = BEGINNING.length;
  const put = (byte: number): void => {
    expanded[length++] = byte;
    dictionary[place] = byte;
    place = (place + 1) % DICTIONARY_BYTES;
  };
  for (let at = 0; at < content.length && length < expanded.length; ) {
    const kinds = content[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < content.length; bit++) {
      if ((kinds & (1 << bit)) === 0) {
        put(content[at++] ?? 0);
        continue;
      }
      const [high = 0, low = 0] = content.subarray(at, at + 2);
      const from = (high << 4) | (low >> 4);
      if (from === place || at + 2 > content.length) return expanded.subarray(0, length);
      for (let step = 0; step < (low & 15) + 2; step++) put(dictionary[(from + step) % DICTIONARY_BYTES] ?? 0);
      at += 2;
    }
  }
  return expanded.subarray(0, length);
}
