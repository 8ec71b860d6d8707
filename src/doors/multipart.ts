import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { ApiError } from '../errors';
import type { UploadedFile } from '../wire/fields';
import type { FormPart } from '../wire/php-form';
import { shownName } from '../wire/text';

/** What multer parses with, as far as it is needed here. */
interface PartSource {
  /** The value is undefined where the part claims a charset that the parser does not know. */
  on(event: 'field', listener: (name: string | undefined, value: string | undefined) => void): unknown;
  on(
    event: 'file',
    listener: (name: string | undefined, data: Readable, about: { filename?: string }) => void,
  ): unknown;
  end(bytes: Buffer): unknown;
}

const MULTIPART_LIMITS = {
  fieldNameSize: 1000,
  fieldSize: Number.POSITIVE_INFINITY,
  fields: 1000,
  files: 200,
  parts: 1200,
  headerPairs: 64,
};

/** U+FFFD: what a decoder leaves where bytes are not UTF-8. */
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** What a multipart body holds. */
export interface Multipart {
  /** Names and values as they came, in their order. */
  pairs: [string, FormPart][];
  files: UploadedFile[];
  /** Why one part could not be read. */
  problem?: string;
}

/** As PHP reads it: in quotes, or up to a semicolon or comma. Java clients send `=` in it without quotes. */
const BOUNDARY = /boundary\s*=\s*(?:"([^"]*)"|([^;,]*))/i;

/**
 * Makes sure that the header names the boundary, which a body that begins with one shows itself, in a way that every
 * parser reads.
 *
 * @returns false where there is none: then the body is no multipart, whatever its header says.
 */
export function hasBoundary(req: Request, bytes: Buffer): boolean {
  const [, quoted, plain] = BOUNDARY.exec(req.get('content-type') ?? '') ?? [];
  const shown = /^--([^\r\n]{1,200})\r?\n/.exec(bytes.subarray(0, 300).toString('latin1'))?.[1];
  const boundary = (quoted ?? plain)?.trim() || shown;
  if (boundary === undefined) return false;
  req.headers['content-type'] = `multipart/form-data; boundary="${boundary.replace(/["\\]/g, '\\$&')}"`;
  return true;
}

/**
 * Takes a multipart body apart.
 *
 * @throws ApiError (malformed, too_large) for whatever multer refuses.
 */
export async function readMultipart(req: Request, res: Response, bytes: Buffer): Promise<Multipart> {
  const pairs: [string, FormPart][] = [];
  let problem: string | undefined;
  const options: multer.Options & { streamHandler(request: unknown, parts: PartSource): void } = {
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: MULTIPART_LIMITS,
    streamHandler(_request, parts) {
      parts.on('field', (name, value) => {
        if (name === undefined) return;
        if (value !== undefined) pairs.push([name, value]);
        else problem ??= `Parameter "${shownName(name)}" has a charset that is not supported: send UTF-8`;
      });
      parts.on('file', (name, data, { filename }) => {
        // To PHP a part without a file name is a field, whatever type it claims to be; multer would drop it.
        if (name !== undefined && filename === undefined) collect(name, data, pairs);
      });
      parts.end(bytes);
    },
  };
  const read = multer(options).any();
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error: unknown) => (error === undefined ? resolve() : reject(multipartError(error))));
  });
  // Multer passes over a request whose header it cannot read, without a word.
  if (req.body === undefined) throw new ApiError('malformed', 'The multipart boundary cannot be read');
  const files = (req.files ?? []) as Express.Multer.File[];
  problem ??= bytes.includes(REPLACEMENT_BYTES) ? undefined : lossyPart(pairs, files);
  return {
    pairs,
    ...(problem !== undefined && { problem }),
    files: files.map(({ originalname, buffer }) => ({ filename: originalname, data: buffer })),
  };
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

/** The parser decodes without complaint; in a body that holds no such character it can only have come from bad bytes. */
function lossyPart(pairs: [string, FormPart][], files: Express.Multer.File[]): string | undefined {
  const field = pairs.find(([, value]) => typeof value === 'string' && value.includes(REPLACEMENT));
  if (field !== undefined) return `Parameter "${shownName(field[0])}" is not valid UTF-8 text`;
  const file = files.find(({ originalname }) => originalname.includes(REPLACEMENT));
  return file && `File name "${shownName(file.originalname)}" is not valid UTF-8 text`;
}

/** Whatever multer or its parser throws, the caller sent it. */
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
