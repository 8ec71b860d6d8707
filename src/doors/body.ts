import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { ApiError, asApiError, invalid } from '../errors';
import type { UploadedFile } from '../wire/fields';
import { readJson as readJsonText } from '../wire/json-text';
import { decodeUrlencoded, type FormValue, foldFields } from '../wire/php-form';
import { isPlainObject } from '../wire/plain-object';
import { shownName } from '../wire/text';
import { tooLarge, type Visit } from './load';

/** Without prototype, so that no field can be anything but a field. */
export type Fields = Record<string, unknown>;

/** What a body holds: fields as PHP would fold them, and files whatever their field was called. */
export interface Body {
  fields: Fields;
  files: UploadedFile[];
  /**
   * Why it, or a part of it, could not be read: (malformed, too_large) the whole body, (invalid) one field. What could
   * be read is there all the same, so that the refusal comes in the format that was asked for.
   */
  problem?: ApiError;
}

export const noFields = (): Fields => Object.create(null) as Fields;

/**
 * Reads the body of a request: urlencoded, multipart or JSON.
 *
 * A multipart header without a boundary is what PHP's published samples send over an urlencoded body; it is read as
 * what it is. Without a content type a body is read as urlencoded.
 *
 * @throws ApiError (too_large) over the limit; (malformed) for a content encoding or a body that was cut off; (busy)
 * when too much is being read at once.
 */
export async function readBody(req: Request, res: Response, visit: Visit, bodyBytes: number): Promise<Body> {
  const bytes = await readBytes(req, visit, bodyBytes);
  if (bytes.length === 0) return { fields: noFields(), files: [] };
  try {
    return await parse(req, res, bytes);
  } catch (error) {
    return { fields: sniff(bytes), files: [], problem: asApiError(error) };
  }
}

async function parse(req: Request, res: Response, bytes: Buffer): Promise<Body> {
  const type = (req.get('content-type') ?? '').toLowerCase();
  if (type.startsWith('multipart/')) return readMultipart(req, res, bytes);
  if (/^application\/([\w.+-]+\+)?json\b/.test(type)) return readJson(bytes);
  if (type === '' || /^(application\/x-www-form-urlencoded|text\/plain)\b/.test(type)) return readUrlencoded(bytes);
  throw new ApiError(
    'malformed',
    'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json',
  );
}

/** The one field that matters even in a body that makes no sense. */
function sniff(bytes: Buffer): Fields {
  const found = /responsetype["']?(?:\s*[:=]\s*["']?|\r?\n\r?\n)(json|xml|nvp)\b/i.exec(bytes.toString('latin1'));
  return Object.assign(noFields(), found?.[1] !== undefined && { responsetype: found[1] });
}

function readBytes(req: Request, visit: Visit, bodyBytes: number): Promise<Buffer> {
  const encoding = req.get('content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new ApiError('malformed', 'A Content-Encoding is not supported: send the body as it is');
  }
  if (Number(req.get('content-length') ?? 0) > bodyBytes) throw tooLarge(bodyBytes);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => {
      try {
        visit.addBytes(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        req.removeAllListeners('data');
        req.resume();
        reject(error);
      }
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', () => reject(new ApiError('malformed', 'The request ended before its body did')));
    req.on('close', () => reject(new ApiError('malformed', 'The request ended before its body did')));
  });
}

function readUrlencoded(bytes: Buffer): Body {
  return folded(decodeUrlencoded(bytes));
}

function folded({ fields, problem }: { fields: Record<string, FormValue>; problem?: string }): Body {
  return { fields, files: [], ...(problem !== undefined && { problem: invalid(problem) }) };
}

/** Deep and wide enough for every parameter that has a structure. */
const JSON_LIMITS = { depth: 8, values: 10_000 };

function readJson(bytes: Buffer): Body {
  const value = readJsonText(bytes, JSON_LIMITS);
  if (value === undefined) throw new ApiError('malformed', 'The body is not valid JSON, or too deeply nested');
  if (!isPlainObject(value)) throw new ApiError('malformed', 'The JSON body must be an object of parameters');
  return { fields: Object.assign(noFields(), value), files: [] };
}

/** What multer parses with, as far as it is needed here. */
interface FieldSource {
  on(event: 'field', listener: (name: string | undefined, value: string) => void): unknown;
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

async function readMultipart(req: Request, res: Response, bytes: Buffer): Promise<Body> {
  if (!/boundary=/i.test(req.get('content-type') ?? '')) {
    const boundary = /^--([^\r\n]{1,200})\r?\n/.exec(bytes.subarray(0, 300).toString('latin1'))?.[1];
    if (boundary === undefined) return readUrlencoded(bytes);
    req.headers['content-type'] = `multipart/form-data; boundary="${boundary}"`;
  }
  const pairs: [string, string][] = [];
  const options: multer.Options & { streamHandler(request: unknown, busboy: FieldSource): void } = {
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: MULTIPART_LIMITS,
    streamHandler(_request, busboy) {
      busboy.on('field', (name, value) => {
        if (name !== undefined) pairs.push([name, value]);
      });
      busboy.end(bytes);
    },
  };
  const read = multer(options).any();
  await new Promise<void>((resolve, reject) => {
    read(req, res, (error: unknown) => (error === undefined ? resolve() : reject(multipartError(error))));
  });
  const lossy = bytes.includes(REPLACEMENT_BYTES) ? undefined : pairs.find(([, value]) => value.includes(REPLACEMENT));
  const body = folded(foldFields(pairs));
  if (lossy !== undefined) body.problem = invalid(`Parameter "${shownName(lossy[0])}" is not valid UTF-8 text`);
  const files = (req.files ?? []) as Express.Multer.File[];
  return { ...body, files: files.map(({ originalname, buffer }) => ({ filename: originalname, data: buffer })) };
}

/** Whatever multer or its parser throws, the caller sent it. */
function multipartError(error: unknown): ApiError {
  const options = { cause: error };
  if (!(error instanceof MulterError)) return new ApiError('malformed', 'The multipart body is not complete', options);
  if (/^LIMIT_(PART|FILE|FIELD)_COUNT$/.test(error.code)) {
    return new ApiError('too_large', 'The multipart body has too many parts', options);
  }
  return new ApiError('malformed', `The multipart body cannot be read: ${error.message}`, options);
}
