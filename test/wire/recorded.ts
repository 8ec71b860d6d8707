import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A request as curl sent it, and how PHP decoded it. test/fixtures/php/record.php records them. */
export interface RecordedRequest {
  name: string;
  content_type: string;
  body?: string;
  body_base64?: string;
  post: Record<string, unknown>;
}

interface RecordedValues {
  data: { name: string; serialized: string; value: unknown }[];
  refused: { name: string; serialized_base64: string }[];
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, '../fixtures/php', name), 'utf8'));

export const { requests } = read('requests.json') as { requests: RecordedRequest[] };
export const values = read('values.json') as RecordedValues;

export const bytesOf = (request: RecordedRequest): Buffer =>
  request.body === undefined ? Buffer.from(request.body_base64 ?? '', 'base64') : Buffer.from(request.body);

export const recorded = (name: string): RecordedRequest => {
  const request = requests.find((candidate) => candidate.name === name);
  if (request === undefined) throw new Error(`Nothing recorded under "${name}"`);
  return request;
};

interface Parser {
  on(event: string, listener: (name: string, value: string) => void): Parser;
  end(body: Buffer): void;
}
type CreateParser = (options: Record<string, unknown>) => Parser;

/** The parser inside multer. It is not a dependency of ours. */
const busboy = createRequire(require.resolve('multer'))('busboy') as CreateParser;

/** The text fields of a multipart body, as the bytes sent: latin1 preserves every byte. */
export const multipartPairs = async (request: RecordedRequest): Promise<[Buffer, Buffer][]> => {
  const pairs: [Buffer, Buffer][] = [];
  await new Promise((resolve, reject) => {
    busboy({
      headers: { 'content-type': request.content_type },
      defCharset: 'latin1',
      defParamCharset: 'latin1',
    })
      .on('field', (name, value) => pairs.push([Buffer.from(name, 'latin1'), Buffer.from(value, 'latin1')]))
      .on('error', reject)
      .on('close', resolve as () => void)
      .end(bytesOf(request));
  });
  return pairs;
};
