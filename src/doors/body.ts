import type { Request, Response } from 'express';
import { ApiError, asApiError, invalid } from '../errors';
import { inUtf8 } from '../wire/charset';
import type { UploadedFile } from '../wire/fields';
import type { SentForm } from '../wire/forwarded-form';
import { tidyForm } from '../wire/hand-written-form';
import { decodeUrlencoded, type FormValue, foldFields, PHP_FORM_LIMITS } from '../wire/php-form';
import {
  charsetOf,
  isPlainForm,
  type Label,
  labelOf,
  refuseCompressed,
  shapeOf,
  withoutEnd,
  withoutMark,
  withoutSpace,
  wrongType,
} from './body-shape';
import { readJsonBody } from './json-body';
import type { Visit } from './load';
import { declaredBoundary, hasBoundary, isDeclared, readMultipart, textsBegun } from './multipart';
import { firstBytes, hasBody, readBytes } from './receive';

/** Parameters by name. The object has no prototype, so a name such as `constructor` finds only what was sent. */
export type Fields = Record<string, unknown>;

/** A parsed body: fields as PHP would build them, and files, whatever their fields were called. */
export interface Body {
  fields: Fields;
  files: UploadedFile[];
  /** Whether it was JSON, or seems to be meant as JSON. */
  isJson?: boolean;
  /** The body as it was sent, for a call that is forwarded. */
  sent?: SentForm['body'];
  /**
   * Why the whole body (malformed, too_large) or one field (invalid) could not be read. The readable part is returned
   * anyway, because the refusal needs the response type in it.
   */
  problem?: ApiError;
}

export const noFields = (): Fields => Object.create(null) as Fields;

/** How to read a body. */
interface Reading {
  /** How much of a refused body to keep. */
  kept?: number | undefined;
  /** As decodeUrlencoded takes it: in which fields long base64 is not made a text. */
  inPlace?: ReadonlySet<string>;
}

/**
 * Reads a request body: urlencoded, multipart or JSON. A body that can only be something else than its header says is
 * read as that: WHMCS's published PHP samples send an urlencoded body under a multipart header without a boundary.
 *
 * @throws ApiError (too_large) over the limit; (malformed) for a content encoding, or a body that was cut off; (busy)
 *   when too much is being read at once
 */
export async function readBody(
  req: Request,
  res: Response,
  visit: Visit,
  bodyBytes: number,
  { kept, inPlace }: Reading = {},
): Promise<Body> {
  const bytes = await readBytes(req, visit, bodyBytes, kept);
  if (bytes.length === 0) return { fields: noFields(), files: [] };
  try {
    return await parse(req, res, bytes, inPlace);
  } catch (error) {
    return { fields: sniff(bytes), files: [], isJson: shapeOf(bytes) === 'json', problem: asApiError(error) };
  }
}

/**
 * Reads the parameters of a request from the query string and the body. GET may have one, too: `curl -X GET -d` and
 * Python's `requests.get(json=...)` put filters there, and a list that ignored them would answer everything.
 *
 * @throws ApiError as readBody does
 */
export async function readFields(
  req: Request,
  res: Response,
  visit: Visit,
  bodyBytes: number,
  kept?: number,
): Promise<Body> {
  const start = req.originalUrl.indexOf('?');
  const query = decodeUrlencoded(tidyForm(Buffer.from(start < 0 ? '' : req.originalUrl.slice(start + 1), 'latin1')));
  const isRead = hasBody(req) || (req.method !== 'GET' && req.method !== 'HEAD');
  if (!isRead) visit.begin();
  const body: Body = isRead ? await readBody(req, res, visit, bodyBytes, { kept }) : { fields: noFields(), files: [] };
  const problem = body.problem ?? (query.problem === undefined ? undefined : invalid(query.problem));
  const fields = Object.assign(noFields(), query.fields, body.fields);
  return { fields, files: body.files, ...(problem !== undefined && { problem }) };
}

/** Longer than anything that people write into a form. */
const KEPT_BYTES = 262_144;

/**
 * The same for a form that people fill in: of one that is too large, or that comes when too much is being received, the
 * texts are kept, with the refusal as the problem.
 *
 * @throws ApiError as readBody does, for anything else
 */
export async function readForm(req: Request, res: Response, visit: Visit, bodyBytes: number): Promise<Body> {
  try {
    return await readFields(req, res, visit, bodyBytes, KEPT_BYTES);
  } catch (error) {
    if (!(error instanceof ApiError) || !['too_large', 'busy'].includes(error.kind)) throw error;
    visit.begin();
    return { ...foldFields(textsBegun(req, firstBytes(req))), files: [], problem: error };
  }
}

const XML = 'The body looks like XML: send a form as application/x-www-form-urlencoded, or JSON as application/json';

/** Curl calls JSON a form, and headers that people write by hand are often wrong, so the bytes decide in the end. */
async function parse(req: Request, res: Response, sent: Buffer, inPlace?: ReadonlySet<string>): Promise<Body> {
  const label = labelOf(req.get('content-type'));
  const charset = charsetOf(req.get('content-type'));
  // Nearly all bodies are one of these two, and their first bytes show it.
  if (label === 'form' && isPlainForm(sent)) return readUrlencoded(withoutEnd(sent), charset, inPlace);
  if (label === 'multipart' && sent[0] === DASH && hasBoundary(req, sent)) return readParts(req, res, sent, charset);
  refuseCompressed(sent);
  const bytes = withoutEnd(withoutMark(sent));
  if (bytes.length === 0) return { fields: noFields(), files: [] };
  const shape = shapeOf(bytes);
  if (shape === 'json' && !isDeclared(req, bytes)) return readJson(bytes, label, charset);
  if (shape === 'form' && !isDeclared(req, bytes)) return readUrlencoded(withoutSpace(bytes), charset);
  if ((shape === 'multipart' || label === 'multipart') && hasBoundary(req, bytes))
    return readParts(req, res, bytes, charset);
  if (label === 'other') throw wrongType();
  if (shape === 'xml') throw new ApiError('malformed', XML);
  return label === 'json' ? readJson(bytes, label, charset) : readUrlencoded(bytes, charset);
}

function readJson(bytes: Buffer, label: Label, charset: string | undefined): Body {
  const members = readJsonBody(inUtf8(bytes, charset), label);
  return members === undefined
    ? readUrlencoded(bytes, charset)
    : { fields: Object.assign(noFields(), members), files: [], isJson: true, sent: { kind: 'members', members } };
}

const DASH = 0x2d;

/** Finds the response type in a body that cannot be parsed, so that the refusal comes in the right format. */
export function sniffResponseType(bytes: Buffer): string {
  // Without the zero bytes, the ASCII in UTF-16 can be read.
  const text = bytes.toString('latin1').replaceAll('\0', '');
  return /responsetype["']?(?:\s*[:=]\s*["']?|\r?\n\r?\n)(json|xml|nvp)\b/i.exec(text)?.[1] ?? '';
}

function sniff(bytes: Buffer): Fields {
  const responsetype = sniffResponseType(bytes);
  return Object.assign(noFields(), responsetype !== '' && { responsetype });
}

function readUrlencoded(sent: Buffer, charset: string | undefined, inPlace?: ReadonlySet<string>): Body {
  const bytes = tidyForm(sent);
  const body = folded(decodeUrlencoded(bytes, PHP_FORM_LIMITS, inPlace, charset));
  body.sent = { kind: 'form', bytes };
  return body;
}

async function readParts(req: Request, res: Response, body: Buffer, charset: string | undefined): Promise<Body> {
  const { bytes, pairs, files, problem } = await readMultipart(req, res, body, charset);
  const sent = { kind: 'multipart', bytes, boundary: declaredBoundary(req) } as const;
  return {
    ...folded(foldFields(pairs)),
    files,
    ...(isDeclared(req, bytes) && { sent }),
    ...(problem !== undefined && { problem: invalid(problem) }),
  };
}

function folded({ fields, problem }: { fields: Record<string, FormValue>; problem?: string }): Body {
  return { fields, files: [], ...(problem !== undefined && { problem: invalid(problem) }) };
}
