/** A part of a multipart body. Tests of the header itself set `disposition` instead of a name. */
export interface Part {
  name?: string;
  filename?: string;
  type?: string;
  disposition?: string;
  value: string | Buffer;
}

export const BOUNDARY = '----hatch7MA4YWxkTrZu0gW';

/** Makes the bytes of a multipart body. Names are raw UTF-8, as PHP's curl sends them. */
export function multipartBody(parts: Part[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const chunks = parts.flatMap(({ name, filename, type, disposition, value }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const header = `Content-Disposition: ${disposition ?? `form-data; name="${name}"${file}`}`;
    const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    return [Buffer.from(`--${BOUNDARY}\r\n${header}\r\n${typeLine}\r\n`), Buffer.from(value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...chunks, Buffer.from(end)]);
}

export const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;
export const URLENCODED = 'application/x-www-form-urlencoded';

/** Text fields as parts. */
export const fieldParts = (fields: Record<string, string>): Part[] =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

/** A POST of these bytes; without a type, it has no Content-Type header. */
export const bytes = (body: string | Buffer, type?: string): RequestInit => ({
  method: 'POST',
  body: new Uint8Array(Buffer.from(body)),
  ...(type !== undefined && { headers: { 'Content-Type': type } }),
});

/** Fields as the body of a form. */
export const encode = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

/** Encodes a text, or a value as JSON, in base64. */
export const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64');
