import type { HttpAnswer, World } from './world';

/** A browser without scripts: it keeps cookies, and sends the forms that pages show. */
export interface PlainBrowser {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Sends any request. */
  send(path: string, init: RequestInit & { duplex?: 'half' }): Promise<HttpAnswer>;
  /** Sends a form. @param files their texts, by name */
  post(path: string, fields: Record<string, string>, files?: Record<string, string | Uint8Array>): Promise<HttpAnswer>;
}

/**
 * @param world must trust 127.0.0.1 as a proxy
 * @param address where the browser is
 */
export function browserIn(world: World, address: string, session = ''): PlainBrowser {
  const cookies = new Map(session === '' ? [] : [['hatchdesk_session', session]]);

  async function send(path: string, init: RequestInit): Promise<HttpAnswer> {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const answer = await world.send(path, {
      redirect: 'manual',
      ...init,
      headers: { 'X-Forwarded-For': address, ...(cookie !== '' && { Cookie: cookie }), ...init.headers },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return answer;
  }

  return {
    ...{ cookies, send },
    get: (path, headers = {}) => send(path, { headers }),
    post(path, fields, files) {
      const body = files === undefined ? new URLSearchParams(fields) : new FormData();
      if (body instanceof FormData) {
        for (const [name, value] of Object.entries(fields)) body.set(name, value);
        for (const [name, data] of Object.entries(files ?? {})) body.append('attachments[]', new Blob([data]), name);
      }
      return send(path, { method: 'POST', body });
    },
  };
}

const decoded = (text: string): string =>
  text
    // As every reader of HTML does first.
    .replaceAll('\r\n', '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** What a browser would send of the form with a key, as it stands there, when its first button is pressed. */
export function fieldsOn(page: string): Record<string, string> {
  const form = page.split('<form').find((part) => part.includes(' name="key"')) ?? '';
  const fields: Record<string, string> = {};
  for (const [tag, attributes = ''] of form.matchAll(/<input\b([^>]*)>/g)) {
    const [, name] = / name="([^"]*)"/.exec(attributes) ?? [];
    const [, value = ''] = / value="([^"]*)"/.exec(attributes) ?? [];
    const isChoice = /type="(checkbox|radio)"/.test(tag);
    if (name !== undefined && !/type="file"/.test(tag) && (!isChoice || / checked/.test(tag))) {
      fields[decoded(name)] = decoded(value);
    }
  }
  for (const [, attributes = '', value = ''] of form.matchAll(/<textarea\b([^>]*)>\n?([^<]*)<\/textarea>/g)) {
    fields[decoded(/ name="([^"]*)"/.exec(attributes)?.[1] ?? '')] = decoded(value);
  }
  for (const [, attributes = '', options = ''] of form.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const values = Array.from(options.matchAll(/<option value="([^"]*)"( selected)?/g));
    const chosen = values.find(([, , selected]) => selected !== undefined) ?? values[0];
    fields[decoded(/ name="([^"]*)"/.exec(attributes)?.[1] ?? '')] = decoded(chosen?.[1] ?? '');
  }
  return fields;
}
