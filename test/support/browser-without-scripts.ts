import type { HttpAnswer, World } from './world';

/** A browser without scripts: it keeps cookies, fills in the forms of its last page, and follows redirects when told to. */
export interface PlainBrowser {
  get(path: string, headers?: Record<string, string>): Promise<HttpAnswer>;
  /** Submits the form of the last page that does a task, with these fields filled in. */
  submit(task: string, fields?: Record<string, string>): Promise<HttpAnswer>;
  /** Sends any form. */
  post(path: string, fields: Record<string, string> | [name: string, value: string][]): Promise<HttpAnswer>;
  /** Follows redirects to a page. */
  follow(answer: HttpAnswer): Promise<HttpAnswer>;
  /** The value of a cookie; empty if there is none. */
  cookie(name: string): string;
  setCookie(name: string, value: string): void;
  /** Opens the sign-in page and signs in. */
  signIn(email: string, password: string, goto?: string): Promise<HttpAnswer>;
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');

/** @param address where it is; the world must trust 127.0.0.1 as a proxy if it is another than that */
export function plainBrowser(
  world: World,
  { address = '', userAgent = 'Mozilla/5.0 (X11; Linux) Firefox/140.0' } = {},
): PlainBrowser {
  const cookies = new Map<string, string>();
  let page = '';
  let path = '/';

  async function send(target: string, init: RequestInit = {}): Promise<HttpAnswer> {
    const headers = {
      ...{ 'User-Agent': userAgent, Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(address !== '' && { 'X-Forwarded-For': address }),
      ...init.headers,
    };
    const answer = await world.send(target, { redirect: 'manual', ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    path = target;
    if (answer.text !== '') page = answer.text;
    return answer;
  }

  const browser: PlainBrowser = {
    get: (target, headers = {}) => send(target, { headers }),
    post: (target, fields) => send(target, { method: 'POST', body: new URLSearchParams(fields) }),
    submit(task, fields = {}) {
      const form = page.split('<form').find((part) => part.includes(`name="task" value="${task}"`)) ?? '';
      const action = /action="([^"]*)"/.exec(form)?.[1] ?? path;
      const hidden = Array.from(form.split('</form>')[0]?.matchAll(/<input[^>]*name="(\w+)" value="([^"]*)"/g) ?? []);
      const filled = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescaped(value)]));
      return browser.post(new URL(unescaped(action), `http://desk${path}`).pathname, { ...filled, ...fields });
    },
    async follow(answer) {
      let current = answer;
      while (current.status === 303) {
        const { pathname, search } = new URL(current.headers.get('location') ?? '', `http://desk${path}`);
        current = await browser.get(pathname + search);
      }
      return current;
    },
    cookie: (name) => cookies.get(name) ?? '',
    setCookie: (name, value) => void cookies.set(name, value),
    async signIn(email, password, goto = '') {
      await browser.get(`/login.php${goto === '' ? '' : `?goto=${encodeURIComponent(goto)}`}`);
      return browser.submit('password', { email, password });
    },
  };
  return browser;
}

/** A user with a password, who owns a client's account. */
export async function addUserWith(
  world: World,
  password: string,
): Promise<{ userId: number; clientId: number; email: string }> {
  const { hashSync } = await import('bcryptjs');
  const person = await world.client();
  const [row] = await world.change<{ email: string }>(
    'update users set password_hash = $2 where id = $1 returning email',
    [person.userId, hashSync(password, 4)],
  );
  return { ...person, email: row?.email ?? '' };
}
