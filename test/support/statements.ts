import type { ClientBase } from 'pg';

/**
 * Makes a call and returns the statements, from begin to commit, of the transaction with a matching one. All other
 * statements are left out: those of listening connections, timers and expired caches of every desk in this process may
 * come at any time.
 */
export async function statementsOf(match: RegExp, call: () => Promise<unknown>): Promise<string[]> {
  const { Client } = jest.requireActual<typeof import('pg')>('pg');
  const spy = jest.spyOn(Client.prototype as ClientBase, 'query');
  try {
    await call();
    const sent = spy.mock.calls.map(([query], index) => ({
      client: spy.mock.contexts[index],
      text: typeof query === 'string' ? query : (query as { text: string }).text,
    }));
    const client = sent.find(({ text }) => match.test(text))?.client;
    const texts = sent.filter((one) => one.client === client).map(({ text }) => text);
    const at = texts.findIndex((text) => match.test(text));
    const begin = texts.slice(0, at).findLastIndex((text) => text.startsWith('begin'));
    return texts.slice(begin, texts.indexOf('commit', at) + 1);
  } finally {
    spy.mockRestore();
  }
}
