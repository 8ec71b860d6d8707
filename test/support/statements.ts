import type { ClientBase } from 'pg';

/**
 * Makes a call and gives the statements, from begin to commit, of the transaction in which it sends one that matches.
 * All others are left out: the connection that listens and the timers of every desk in this process send theirs when they
 * are due, and what was looked up is looked up anew after a while.
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
