import type { HttpAnswer, World } from './world';

/** A client's browser, which does not follow redirects. */
export type Browser = (path: string, headers?: Record<string, string>) => Promise<HttpAnswer>;

/** Signs a client in by single sign-on. */
export async function browserOf(world: World, clientId: number): Promise<Browser> {
  const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
  const answer = await world.send(`/oauth/singlesignon.php?access_token=${String(access_token)}`, {
    redirect: 'manual',
  });
  const session = /hatchdesk_session=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  if (session === '') throw new Error('the client was not signed in');
  return (path, { Cookie = '', ...headers } = {}) =>
    world.send(path, {
      redirect: 'manual',
      headers: { Cookie: `hatchdesk_session=${session}; ${Cookie}`, ...headers },
    });
}
