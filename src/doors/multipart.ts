import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { ApiError } from '../errors';
import type { UploadedFile } from '../wire/fields';
import type { FormPart } from '../wire/php-form';
import { shownName } from '../wire/text';
import { withTidyHeads } from './multipart-heads';

/** The parser inside multer, as far as we use it. */
interface PartSource {
  /** The value is undefined if the part names a charset that the parser does not know. */
  on(event: 'field', listener: (name: string | undefined, value: string | undefined) => void): unknown;
  on(
    event: 'file',
    listener: (name: string | undefined, data: Readable, about: { filename?: string }) => void,
  ): unknown;
  end(bytes: Buffer): unknown;
}

const UNREADABLE_HEAD = 'The multipart body has a part whose Content-Disposition is missing or cannot be read';

const MULTIPART_LIMITS = {
  fieldNameSize: 1000,
  fieldSize: Number.POSITIVE_INFINITY,
  fields: 1000,
  files: 200,
  parts: 1200,
  headerPairs: 64,
};

/** U+FFFD, which a decoder writes in place of bytes that are not UTF-8. */
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** A parsed multipart body. */
interface Multipart {
  /** The body with heads that every program reads alike. */
  bytes: Buffer;
  /** Names and values in the order sent. */
  pairs: [string, FormPart][];
  files: UploadedFile[];
  /** Why one part could not be read. */
  problem?: string;
}

/**
 * Reads the boundary as PHP does: in quotes, or up to a semicolon or comma. Java clients send `=` in it without quotes.
 */
const BOUNDARY = /boundary\s*=\s*(?:"([^"]*)"|([^;,]*))/i;

/** The boundary in the header; empty if it names none. */
export function declaredBoundary(req: Request): string {
  const [, quoted, plain] = BOUNDARY.exec(req.get('content-type') ?? '') ?? [];
  return (quoted ?? plain ?? '').trim();
}

/** Whether a body contains the boundary that its header names. */
export function isDeclared(req: Request, bytes: Buffer): boolean {
  const boundary = declaredBoundary(req);
  return boundary !== '' && bytes.includes(`--${boundary}`, 0, 'latin1');
}

/**
 * Rewrites the Content-Type header so that every parser can read the boundary. If the header names none, or one that the
 * body does not have, it uses the boundary with which the body begins.
 *
 * @returns false if there is none; the body is then not multipart, whatever the header says
 */
export function hasBoundary(req: Request, bytes: Buffer): boolean {
  const named = declaredBoundary(req);
  const shown = SHOWN.exec(bytes.subarray(0, 300).toString('latin1'));
  const isOther = shown?.[1] !== named && shown?.[2] !== undefined && !isDeclared(req, bytes);
  const boundary = (isOther ? '' : named) || shown?.[1];
  if (boundary === undefined) return false;
  req.headers['content-type'] = `multipart/form-data; boundary="${boundary.replace(/["\\]/g, '\\$&')}"`;
  return true;
}

/** The boundary with which a body begins, and whether a header of a part follows. */
const SHOWN = /^\s*--([^\r\n]{1,200})\r?\n(content-)?/i;

/**
 * Parses a multipart body.
 *
 * @param charset the character set that the header names, for texts that are not UTF-8
 * @throws ApiError (malformed, too_large) for anything that multer refuses
 */
export async function readMultipart(
  req: Request,
  res: Response,
  body: Buffer,
  charset: string | undefined,
): Promise<Multipart> {
  const { bytes, parts: sent } = withTidyHeads(body, declaredBoundary(req), charset);
  const pairs: [string, FormPart][] = [];
  let problem: string | undefined;
  let count = 0;
  const options: multer.Options & { streamHandler(request: unknown, parts: PartSource): void } = {
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: MULTIPART_LIMITS,
    streamHandler(_request, parts) {
      parts.on('field', (name, value) => {
        count += 1;
        if (name === undefined) return;
        if (value !== undefined) pairs.push([name, value]);
        else problem ??= `Parameter "${shownName(name)}" has a charset that is not supported: send UTF-8`;
      });
      parts.on('file', (name, data, { filename }) => {
        count += 1;
        // PHP reads a part without a file name as a field, whatever its type. multer would drop it.
        if (name !== undefined && filename === undefined) collect(name, data, pairs);
      });
      parts.end(bytes);
    },
  };
  const read = multer(options).any();
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error: unknown) => (error === undefined ? resolve() : reject(multipartError(error))));
  });
  // multer silently skips a request whose header it cannot read.
  if (req.body === undefined) throw new ApiError('malformed', 'The multipart boundary cannot be read');
  const files = (req.files ?? []) as Express.Multer.File[];
  // The parser skips a part whose head it cannot read, and a file would be lost without a word.
  if (count < sent) throw new ApiError('malformed', UNREADABLE_HEAD);
  problem ??= bytes.includes(REPLACEMENT_BYTES) ? undefined : lossyPart(pairs, files);
  return {
    bytes,
    pairs,
    ...(problem !== undefined && { problem }),
    files: files.map(({ originalname, buffer }) => ({ filename: originalname, data: buffer })),
  };
}

/**
 * The texts that a body begins with, of which the rest was not received: parts without a file, before the first that is
 * not whole. People wrote them, and they must not be lost because a file is too large.
 */
export function textsBegun(req: Request, begun: Buffer): [string, FormPart][] {
  const boundary = declaredBoundary(req);
  if (boundary === '') return [];
  const parts = begun.toString('utf8').split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, Math.max(end, 0));
    const [, name] = /;\s*name="([^"\r\n]*)"/i.exec(head) ?? [];
    const isFile = /;\s*filename\*?=/i.test(head);
    return name === undefined || isFile ? [] : [[name, part.slice(end + 4).replace(/\r\n$/, '')]];
  });
}

function collect(name: string, data: Readable, pairs: [string, FormPart][]): void {
  const chunks: Buffer[] = [];
  const pair: [string, FormPart] = [name, ''];
  pairs.push(pair);
  data.on('data', (chunk: Buffer) => chunks.push(chunk));
  data.on('end', () => {
    pair[1] = Buffer.concat(chunks);
  });
}

/**
 * Finds a part with bytes that are not UTF-8. The parser silently replaces them by U+FFFD, so call this only if the
 * body itself does not contain that character.
 */
function lossyPart(pairs: [string, FormPart][], files: Express.Multer.File[]): string | undefined {
  const field = pairs.find(([, value]) => typeof value === 'string' && value.includes(REPLACEMENT));
  if (field !== undefined) return `Parameter "${shownName(field[0])}" is not valid UTF-8 text`;
  const file = files.find(({ originalname }) => originalname.includes(REPLACEMENT));
  return file && `File name "${shownName(file.originalname)}" is not valid UTF-8 text`;
}

/** Turns an error of multer or its parser into a refusal: its cause is always the body. */
function multipartError(error: unknown): ApiError {
  const options = { cause: error };
  if (!(error instanceof MulterError)) {
    const isCut = error instanceof Error && error.message.startsWith('Unexpected end');
    const message = isCut
      ? 'The multipart body is not complete'
      : 'The multipart body has a header that cannot be read';
    return new ApiError('malformed', message, options);
  }
  if (/^LIMIT_(PART|FILE|FIELD)_COUNT$/.test(error.code)) {
    return new ApiError('too_large', 'The multipart body has too many parts', options);
  }
  return new ApiError('malformed', `The multipart body cannot be read: ${error.message}`, options);
}
