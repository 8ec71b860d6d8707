interface Property {
  /** Of several values, the first. */
  data: Buffer;
  isUnicode: boolean;
}

/** The types of MS-OXCDATA 2.11.1, and how long their values are. All are padded to four bytes. */
const FIXED_LENGTHS: Record<number, number> = {
  ...{ 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 },
};
const VARIABLE = new Set([0x0d, 0x1e, 0x1f, 0x102]);
const UNICODE = 0x1f;
const MULTIPLE = 0x1000;
const FIRST_NAMED = 0x8000;

const MOST_PROPERTIES = 10_000;

/** Reads from a place on, and says by `isOver` that there was not enough left. */
class Cursor {
  at = 0;
  isOver = false;

  constructor(private readonly bytes: Buffer) {}

  take(length: number): Buffer {
    if (length > this.bytes.length - this.at) this.isOver = true;
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  takeNumber(): number {
    const taken = this.take(4);
    return taken.length === 4 ? taken.readUInt32LE(0) : 0;
  }

  /** A text or bytes behind their length, padded to four. */
  takeSized(): Buffer {
    const length = this.takeNumber();
    const taken = this.take(length);
    this.take(Math.min((4 - (length % 4)) % 4, this.bytes.length - this.at));
    return taken;
  }
}

/** The properties of MS-OXTNEF 2.1.3.4 by id. What is cut off is left out. */
export function readProperties(bytes: Buffer): Map<number, Property> {
  const found = new Map<number, Property>();
  const cursor = new Cursor(bytes);
  const count = Math.min(cursor.takeNumber(), MOST_PROPERTIES);
  for (let index = 0; index < count && !cursor.isOver; index++) {
    const tag = cursor.takeNumber();
    const [type, id] = [tag & 0xffff & ~MULTIPLE, tag >>> 16];
    if (id >= FIRST_NAMED) skipName(cursor);
    const data = takeValue(cursor, type, (tag & MULTIPLE) !== 0);
    if (data === null) break;
    if (!found.has(id)) found.set(id, { data, isUnicode: type === UNICODE });
  }
  return found;
}

function skipName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.takeNumber() === 0) cursor.takeNumber();
  else cursor.takeSized();
}

/** @returns null for a type that nobody knows, behind which nothing can be read */
function takeValue(cursor: Cursor, type: number, isMultiple: boolean): Buffer | null {
  const length = FIXED_LENGTHS[type];
  if (length === undefined && !VARIABLE.has(type)) return null;
  const count = isMultiple || length === undefined ? cursor.takeNumber() : 1;
  let first: Buffer | null = null;
  for (let index = 0; index < count && !cursor.isOver; index++) {
    const value = length === undefined ? cursor.takeSized() : cursor.take(length);
    first ??= value;
  }
  return first ?? Buffer.alloc(0);
}
