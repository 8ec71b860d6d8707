import { connect } from 'node:net';
import { PATIENCE_MS } from './patience';
import type { World } from './world';

export interface RawAnswer {
  status: number;
  /** The headers' lines. */
  head: string;
  text: string;
}

/**
 * Sends a request exactly as written, which clients would repair, and reads the answer up to the end of the connection.
 *
 * @param target the address in the first line; pass bytes in latin1 for an address that is not ASCII
 * @param headers undefined leaves out a header that is sent otherwise
 */
export async function sendRaw(
  world: World,
  method: string,
  target: string,
  headers: Record<string, string | undefined> = {},
  body: string | Buffer = '',
): Promise<RawAnswer> {
  const bytes = Buffer.from(body);
  const lines = { Host: 'desk.example', Connection: 'close', 'Content-Length': String(bytes.length), ...headers };
  const sent = Object.entries(lines).filter(([, value]) => value !== undefined);
  const head = sent.map(([name, value]) => `${name}: ${value}\r\n`);
  const request = [Buffer.from(`${method} ${target} HTTP/1.1\r\n${head.join('')}\r\n`, 'latin1'), bytes];
  return parse(await talk(world, Buffer.concat(request)));
}

async function talk(world: World, bytes: Buffer): Promise<string> {
  await world.serve();
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(bytes);
  await closed;
  clearTimeout(timer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(answer: string): RawAnswer {
  const end = answer.indexOf('\r\n\r\n');
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
  return { status: Number(status), head: answer.slice(0, end), text: answer.slice(end + 4) };
}
