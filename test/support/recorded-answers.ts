import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** An answer of an old desk, as it is on the wire. */
export interface RecordedAnswer {
  name: string;
  /** All bytes, from the status line to the end. */
  wire: Buffer;
  status: number;
  /** The Content-Type as it is written; undefined if there is none. */
  type: string | undefined;
  encoding: string | undefined;
  /** The body without its framing, compressed if it was. */
  body: Buffer;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** What WHMCS, PHP and what stands before them answer: well-formed, odd and broken. */
const BODIES: Record<string, Buffer> = {
  json: Buffer.from('{"result":"success","totalresults":1,"products":{"product":[{"pid":1,"name":"Web \\u00fc"}]}}'),
  'json in UTF-8': Buffer.from('{"result":"success","name":"日本 ü 🦀"}'),
  'json in Latin-1': latin1('{"result":"success","name":"M\xfcller"}'),
  'json with its slashes': Buffer.from('{"result":"success","url":"https:\\/\\/a.example\\/"}\n'),
  'json after a byte order mark': Buffer.from('\ufeff{"result":"success"}'),
  'json after warnings': Buffer.from(
    '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/a.php</b> on line <b>3</b><br />\n{"result":"success"}',
  ),
  'json before a notice': Buffer.from('{"result":"success"}\nNotice: something in /a.php on line 3\n'),
  'half of a json': Buffer.from('{"result":"succ'),
  refusal: Buffer.from('{"result":"error","message":"Invoice ID Not Found"}'),
  xml: Buffer.from(
    '<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi version="8.13">\n<action>getproducts</action>\n<result>success</result>\n</whmcsapi>',
  ),
  'xml in Latin-1': latin1('<?xml version="1.0" encoding="iso-8859-1"?><whmcsapi><name>M\xfcller</name></whmcsapi>'),
  nvp: Buffer.from('result=success;invoiceid=7;'),
  'nvp in Latin-1': latin1('result=success;name=M\xfcller;\r\n'),
  'a page': Buffer.from('<!DOCTYPE html><title>Down for Maintenance</title>'),
  nothing: Buffer.alloc(0),
  'one zero byte': Buffer.from([0]),
  'a digit': Buffer.from('0'),
  'line breaks': Buffer.from('\r\n\r\n\n'),
  'what looks like chunks': Buffer.from('5\r\nhello\r\n0\r\n\r\n'),
  'what looks like an answer': Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'),
  'UTF-16': Buffer.from('\ufeff{"result":"success"}', 'utf16le'),
  'every byte': Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  serialized: Buffer.from('a:1:{s:6:"result";s:7:"success";}'),
};

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON;Charset="UTF-8"',
  'text/html; charset=ISO-8859-1',
  'text/xml;charset=utf-8',
  'text/plain',
  'x-odd/thing; a="b;c"; d',
  'nonsense',
  'application/octet-stream',
  undefined,
  '',
];

const STATUSES = [200, 200, 201, 200, 400, 401, 403, 404, 405, 418, 422, 429, 500, 501, 502, 503, 504, 599];

/** How the end of the body is told, and how it is compressed. */
const FRAMES: ['length' | 'chunks' | 'close', string | undefined][] = [
  ['length', undefined],
  ['chunks', undefined],
  ['close', undefined],
  ['length', 'gzip'],
  ['chunks', 'gzip'],
  ['close', 'br'],
  ['chunks', 'deflate'],
];

const compress = (body: Buffer, encoding: string | undefined): Buffer => {
  if (encoding === undefined) return body;
  return encoding === 'gzip' ? gzipSync(body) : encoding === 'br' ? brotliCompressSync(body) : deflateSync(body);
};

/** Chunks of 1, 2, 3 ... bytes, and of 64 KB at most. */
function chunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0, size = 1; at < body.length; at += size, size = Math.min(size * 2 + 1, 65_536)) {
    const part = body.subarray(at, at + size);
    chunks.push(latin1(`${part.length.toString(16)}\r\n`), part, latin1('\r\n'));
  }
  return Buffer.concat([...chunks, latin1('0\r\n\r\n')]);
}

/** Capitals, as servers and proxies write them. */
const SPELLINGS = ['Content-Type', 'content-type', 'CONTENT-TYPE', 'Content-type'];

function record(name: string, plain: Buffer, at: number): RecordedAnswer {
  const [frame, encoding] = FRAMES[at % FRAMES.length] as (typeof FRAMES)[number];
  const type = TYPES[at % TYPES.length];
  const status = STATUSES[at % STATUSES.length] as number;
  const body = compress(plain, encoding);
  const head = [
    `HTTP/1.${at % 5 === 0 && frame !== 'chunks' ? 0 : 1} ${status} Whatever`,
    ...(type === undefined ? [] : [`${SPELLINGS[at % SPELLINGS.length]}: ${type}`]),
    ...(encoding === undefined ? [] : [`Content-Encoding: ${encoding}`]),
    ...(frame === 'length' ? [`Content-Length: ${body.length}`] : []),
    ...(frame === 'chunks' ? ['Transfer-Encoding: chunked'] : ['Connection: close']),
  ];
  const wire = Buffer.concat([latin1(`${head.join('\r\n')}\r\n\r\n`), frame === 'chunks' ? chunked(body) : body]);
  return { name: `${name}, ${status}, ${type}, ${frame} ${encoding ?? ''}`, wire, status, type, encoding, body };
}

/** More than three hundred answers. Each body comes with most types, statuses and ends. */
export function recordedAnswers(): RecordedAnswer[] {
  const bodies = Object.entries(BODIES);
  const usual = Array.from({ length: 14 }, (_, round) =>
    bodies.map(([name, body], at) => record(name, body, round * 31 + at)),
  ).flat();
  // Five megabytes that compress well, at each end.
  const large = Buffer.from(`{"result":"success","products":"${'abcdefgh'.repeat(655_360)}"}`);
  return [...usual, ...[0, 1, 2, 4].map((at) => record('5 MB', large, at))];
}
