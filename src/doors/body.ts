import type { Request, Response } from 'express';
import { ApiError, asApiError, invalid } from '../errors';
import type { UploadedFile } from '../wire/fields';
import { readJson as readJsonText } from '../wire/json-text';
import { decodeUrlencoded, type FormValue, foldFields } from '../wire/php-form';
import { isPlainObject } from '../wire/plain-object';
import type { Visit } from './load';
import { hasBoundary, readMultipart } from './multipart';
import { readBytes } from './receive';

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

/**
 * The parameters of a request: those of the query string, and of the body where the method has one.
 *
 * @throws ApiError as readBody does.
 */
export async function readFields(req: Request, res: Response, visit: Visit, bodyBytes: number): Promise<Body> {
  const start = req.originalUrl.indexOf('?');
  const query = decodeUrlencoded(Buffer.from(start < 0 ? '' : req.originalUrl.slice(start + 1), 'latin1'));
  const body =
    req.method === 'GET' || req.method === 'HEAD'
      ? { fields: noFields(), files: [] }
      : await readBody(req, res, visit, bodyBytes);
  const problem = body.problem ?? (query.problem === undefined ? undefined : invalid(query.problem));
  const fields = Object.assign(noFields(), query.fields, body.fields);
  return { fields, files: body.files, ...(problem !== undefined && { problem }) };
}

/** Plain text is what some clients call a form, and multipart without a boundary is one. */
const FORM = /^(application\/x-www-form-urlencoded|text\/plain|multipart\/form-data)\b/;

async function parse(req: Request, res: Response, bytes: Buffer): Promise<Body> {
  const type = (req.get('content-type') ?? '').toLowerCase();
  if (type.startsWith('multipart/form-data') && hasBoundary(req, bytes)) return readParts(req, res, bytes);
  if (/^(application|text)\/([\w.+-]+\+)?json\b/.test(type)) return readJson(bytes);
  if (type === '' || FORM.test(type)) return readUrlencoded(bytes);
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

function readUrlencoded(bytes: Buffer): Body {
  return folded(decodeUrlencoded(bytes));
}

async function readParts(req: Request, res: Response, bytes: Buffer): Promise<Body> {
  const { pairs, files, problem } = await readMultipart(req, res, bytes);
  const body = folded(foldFields(pairs));
  return { ...body, files, ...(problem !== undefined && { problem: invalid(problem) }) };
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
