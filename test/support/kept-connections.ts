import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { CREDENTIALS } from './server-process';

interface Sent {
  /** Resolves when the system has all of the call, which can be long before the server reads it. */
  sent: Promise<unknown>;
  /** Undefined if no complete answer came. */
  answer: Promise<Record<string, unknown> | undefined>;
}

/** Connections that stay open between calls. Calls at once use one each, and later calls the same ones again. */
export class KeptConnections {
  readonly #agent = new Agent({ keepAlive: true });

  /** Calls an action of a server in another process. */
  call(url: string, fields: Record<string, string>): Sent {
    const call = request(`${url}/includes/api.php`, {
      method: 'POST',
      agent: this.#agent,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    const answer = once(call, 'response')
      .then(([response]) => json(response as IncomingMessage) as Promise<Record<string, unknown>>)
      .catch(() => undefined);
    const sent = once(call, 'finish');
    call.end(new URLSearchParams({ ...CREDENTIALS, responsetype: 'json', ...fields }).toString());
    return { sent, answer };
  }

  close(): void {
    this.#agent.destroy();
  }
}

/**
 * Makes sixty calls on kept connections, and ends the server while it answers the first half and has not read the rest.
 *
 * @param freeze stops every process of the server
 * @param end sends all of them the signal, and lets them go on
 * @returns the answers
 */
export async function callWhileEnding(
  url: string,
  fields: (index: number) => Record<string, string>,
  { freeze, end }: { freeze: () => void; end: () => void },
): Promise<(Record<string, unknown> | undefined)[]> {
  const connections = new KeptConnections();
  const indexes = Array.from({ length: 60 }, (_, index) => index);
  try {
    await Promise.all(indexes.map(() => connections.call(url, { action: 'GetStatuses' }).answer));
    const running = indexes.slice(0, 30).map((index) => connections.call(url, fields(index)));
    await running[0]?.answer;
    // A server that does not run has certainly read nothing that is sent now.
    freeze();
    const waiting = indexes.slice(30).map((index) => connections.call(url, fields(index)));
    await Promise.all(waiting.map(({ sent }) => sent));
    end();
    return await Promise.all([...running, ...waiting].map(({ answer }) => answer));
  } finally {
    connections.close();
  }
}
