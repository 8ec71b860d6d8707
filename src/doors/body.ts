import type { Request, Response } from 'express';
import { ApiError, asApiError, invalid } from '../errors';
import type { UploadedFile } from '../wire/fields';
import { readJson as readJsonText } from '../wire/json-text';
import { decodeUrlencoded, type FormValue, foldFields } from '../wire/php-form';
import { isPlainObject } from '../wire/plain-object';
import type { Visit } from './load';
import { hasBoundary, readMultipart } from './multipart';
import { readBytes } from './receive';

/** Parameters by name. The object has no prototype, so a name such as `constructor` finds only what was sent. */
export type Fields = Record<string, unknown>;

/** A parsed body: fields as PHP would build them, and files, whatever their fields were called. */
export interface Body {
  fields: Fields;
  files: UploadedFile[];
  /**
   * Why the whole body (malformed, too_large) or one field (invalid) could not be read. The readable part is returned
   * anyway, because the refusal needs the response type in it.
   */
  problem?: ApiError;
}

export const noFields = (): Fields => Object.create(null) as Fields;

/**
 * Reads a request body: urlencoded, multipart or JSON.
 *
 * WHMCS's published PHP samples send an urlencoded body under a multipart header without a boundary, so that is read as
 * urlencoded. A body without a content type is read as urlencoded too.
 *
 * @throws ApiError (too_large) over the limit; (malformed) for a content encoding, or a body that was cut off; (busy)
 *   when too much is being read at once
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
 * Reads the parameters of a request from the query string, and from the body if the method has one.
 *
 * @throws ApiError as readBody does
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

/** Some clients call a form plain text, and multipart without a boundary is a form too. */
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

/** Finds the response type in a body that cannot be parsed, so that the refusal comes in the right format. */
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

/** Enough for every structured parameter. */
const JSON_LIMITS = { depth: 8, values: 10_000 };

function readJson(bytes: Buffer): Body {
  const value = readJsonText(bytes, JSON_LIMITS);
  if (value === undefined) throw new ApiError('malformed', 'The body is not valid JSON, or too deeply nested');
  if (!isPlainObject(value)) throw new ApiError('malformed', 'The JSON body must be an object of parameters');
  return { fields: Object.assign(noFields(), value), files: [] };
}
