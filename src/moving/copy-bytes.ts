const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);

/** How much of a file is handed on at once. */
const PIECE = 256 * 1024;

/** Rows of an id and bytes in PostgreSQL's binary format for copying, piece by piece. */
export function* copyBytes(rows: Iterable<{ id: number; bytes: Buffer }>): Iterable<Buffer> {
  yield HEADER;
  for (const { id, bytes } of rows) {
    const head = Buffer.alloc(14);
    head.writeInt16BE(2, 0);
    head.writeInt32BE(4, 2);
    head.writeInt32BE(id, 6);
    head.writeInt32BE(bytes.length, 10);
    yield head;
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  }
  yield END;
}
