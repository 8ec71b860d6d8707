import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { limited, readLimited } from './limit';
import { beginsMbox, readSeparator } from './mbox-separator';

/** A mail in an archive. */
interface ArchivedMail {
  /** Where it is, for whoever looks for it: a file, or the number of a mail in one. */
  name: string;
  raw: Buffer;
  receivedAt: Date;
}

/** An archive that can be read from its beginning. */
export interface Archive {
  /** How many mails it has; undefined if only reading it tells. */
  count: number | undefined;
  mails: AsyncIterable<ArchivedMail>;
}

const HEAD_BYTES = 65_536;

/**
 * Opens an archive: one mail in a file, several in a file (mbox), a folder with such files, or a Maildir. Mails of a folder
 * come in the order in which they were received, so that an answer never comes before what it answers.
 *
 * @param maxBytes of a larger mail, the beginning is read, up to the last part that is whole
 */
export async function openArchive(path: string, maxBytes: number): Promise<Archive> {
  const facts = await stat(path);
  if (!facts.isDirectory()) return fileArchive(path, facts.mtime, maxBytes);
  const files = await filesIn(path);
  const dated = await Promise.all(files.map(async (file) => ({ file, at: await dateOf(file) })));
  dated.sort((one, other) => one.at.getTime() - other.at.getTime() || (one.file < other.file ? -1 : 1));
  const single = await Promise.all(dated.map(async ({ file }) => !(await isMbox(file))));
  return {
    count: single.every(Boolean) ? dated.length : undefined,
    mails: (async function* () {
      for (const { file, at } of dated) yield* (await fileArchive(file, at, maxBytes)).mails;
    })(),
  };
}

/** The files of mails below a folder. In a Maildir, what is still being written does not count. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const isMaildir = folders.includes('cur') && folders.includes('new');
  const found: string[] = [];
  for (const name of folders) {
    if (isMaildir && name === 'tmp') continue;
    found.push(...(await filesIn(join(folder, name))));
  }
  const isInMaildir = /^(cur|new)$/.test(basename(folder));
  for (const entry of entries) {
    const isMail = isInMaildir ? !entry.name.startsWith('.') : /\.(eml|mbox)$/i.test(entry.name);
    if (entry.isFile() && isMail && !isMaildir) found.push(join(folder, entry.name));
  }
  return found;
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const isMbox = async (file: string): Promise<boolean> => beginsMbox((await headOf(file)).toString('latin1', 0, 2_000));

async function dateOf(file: string): Promise<Date> {
  return receivedAtOf(await headOf(file)) ?? (await stat(file)).mtime;
}

async function fileArchive(path: string, mtime: Date, maxBytes: number): Promise<Archive> {
  if (await isMbox(path)) return { count: undefined, mails: mailsInMbox(path, mtime, maxBytes) };
  return {
    count: 1,
    mails: (async function* () {
      const raw = await readLimited(createReadStream(path), maxBytes);
      yield { name: path, raw, receivedAt: receivedAtOf(raw) ?? mtime };
    })(),
  };
}

const LF = 10;

/** Reads the mails in an mbox, one after the other. Lines that only look like a beginning are unquoted. */
async function* mailsInMbox(path: string, mtime: Date, maxBytes: number): AsyncGenerator<ArchivedMail> {
  let lines: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  let date: Date | undefined;
  let isAfterBlank = true;

  function mail(): ArchivedMail[] {
    if (number === 0) return [];
    const read = Buffer.concat(lines);
    const raw = bytes > maxBytes ? limited(read) : read;
    return [{ name: `${path} ${number}`, raw, receivedAt: receivedAtOf(raw) ?? date ?? mtime }];
  }

  for await (const [line, next] of withNext(linesOf(path))) {
    const began = separatorIn(line, next, isAfterBlank);
    // Thunderbird keeps the separator that a mail server has put on top of a mail.
    if (began !== undefined && (bytes > 0 || number === 0 || isAfterBlank)) {
      yield* mail();
      [lines, bytes, date] = [[], 0, readDate(began)];
      number += 1;
    } else {
      if (bytes <= maxBytes) lines.push(unquoted(line));
      bytes += line.length;
    }
    isAfterBlank = line.length <= 2 && line.toString('latin1').trim() === '';
  }
  yield* mail();
}

const FROM = Buffer.from('From ');

/** Most lines are no separators, and are not made texts. */
const separatorIn = (line: Buffer, next: Buffer | undefined, isAfterBlank: boolean): string | undefined =>
  line.subarray(0, FROM.length).equals(FROM)
    ? readSeparator(line.toString('latin1'), { isAfterBlank, next: next?.toString('latin1', 0, 200) ?? '' })
    : undefined;

/** Each line with the one below it. */
async function* withNext(lines: AsyncIterable<Buffer>): AsyncGenerator<[line: Buffer, next: Buffer | undefined]> {
  let waiting: Buffer | undefined;
  for await (const line of lines) {
    if (waiting !== undefined) yield [waiting, line];
    waiting = line;
  }
  if (waiting !== undefined) yield [waiting, undefined];
}

const unquoted = (line: Buffer): Buffer =>
  line[0] === 62 && /^>+From /.test(line.toString('latin1', 0, 100)) ? line.subarray(1) : line;

/** The lines of a file, with their ends. */
async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end + 1)]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** When a mail was received, as the last server wrote into it, or else when it was sent. */
function receivedAtOf(raw: Buffer): Date | undefined {
  const text = raw.toString('latin1', 0, HEAD_BYTES);
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const headers = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ');
  const received = /^received:[^\n]*;([^\n;]*)$/im.exec(headers)?.[1];
  return readDate(received ?? '') ?? readDate(/^date:([^\n]*)$/im.exec(headers)?.[1] ?? '');
}

function readDate(text: string): Date | undefined {
  const plain = text.replace(/\([^()]*\)/g, '').trim();
  const date = new Date(plain);
  return plain === '' || Number.isNaN(date.getTime()) ? undefined : date;
}
