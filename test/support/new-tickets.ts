import type { Brake } from '../../src/access/form-brakes';
import { browserIn, fieldsOn, type PlainBrowser } from './plain-browser';
import type { HttpAnswer, World } from './world';

export const PAGE = '/submitticket.php';

/** What a guest writes. */
export const WORDS = {
  ...{ name: 'Gus Guest', email: 'gus@example.com' },
  ...{ subject: 'The printer burns', message: 'Help!\nSoon.' },
};

interface Opened {
  browser: PlainBrowser;
  page: HttpAnswer;
  /** What the form has in it. */
  form: Record<string, string>;
}

/** How a test opens tickets on the page for it. @param world must trust 127.0.0.1 as a proxy */
export function newTicketsOf(world: World) {
  let drawn = 0;

  const someAddress = (): string => {
    drawn += 1;
    return `198.51.${Math.floor(drawn / 250)}.${(drawn % 250) + 1}`;
  };

  const later = (seconds: number): void => {
    world.now = new Date(world.now.getTime() + seconds * 1000);
  };

  /** @param seconds how long the form is shown before it is sent */
  async function open(browser: PlainBrowser, path: string, seconds: number): Promise<Opened> {
    const page = await browser.get(path);
    later(seconds);
    return { browser, page, form: fieldsOn(page.text) };
  }

  return {
    later,
    guest: (path = PAGE, seconds = 10, address = someAddress()): Promise<Opened> =>
      open(browserIn(world, address), path, seconds),
    /** A client who is signed in. @param prepare gives the client something */
    async client(
      path = PAGE,
      prepare: (clientId: number) => Promise<unknown> = async () => {},
    ): Promise<Opened & { clientId: number }> {
      const { clientId } = await world.client('Ann Lee');
      await prepare(clientId);
      const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
      const browser = browserIn(world, someAddress());
      await browser.get(`/oauth/singlesignon.php?access_token=${String(access_token)}`);
      return { ...(await open(browser, path, 10)), clientId };
    },
    /** The ticket to which an answer redirects. */
    async ticketAt({ headers }: HttpAnswer): Promise<Record<string, unknown> | undefined> {
      const number = new URL(headers.get('location') ?? '', world.url).searchParams.get('tid');
      return (await world.rows('select * from tickets where number = $1', [number]))[0];
    },
    count: async (): Promise<number> => Number((await world.rows('select count(*) from tickets'))[0]?.count),
    set: (setting: string, value: string) => world.done('SetConfigurationValue', { setting, value }),
    stopped: (brake: Brake): number => world.desk.formBrakes.stopped().get(brake) ?? 0,
  };
}
