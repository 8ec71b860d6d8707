/** Live, because many pages in many browsers take minutes. */
import { barriersOn } from '../support/axe';
import { describeInBrowser, openPage, useBrowser, widthOf } from '../support/browser';
import { eventually } from '../support/eventually';
import { press, tabTo } from '../support/keyboard';
import { type Gallery, galleryOf } from '../support/pages-to-look-at';
import { linkTo, ticketPagesOf } from '../support/ticket-page';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const tickets = ticketPagesOf(world);

describeInBrowser('customers', () => {
  const browser = useBrowser();

  const ways = [360, 1280].flatMap((width) =>
    [true, false].flatMap((javaScriptEnabled) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ width, javaScriptEnabled, colorScheme })),
    ),
  );

  test.each(ways)(
    'a guest goes from the link to the closed ticket by keyboard: $width px, scripts $javaScriptEnabled, $colorScheme',
    async ({ width, ...options }) => {
      const ticket = await world.ticket();
      const viewport = { width, height: 800 };
      const { page, problems, close } = await openPage(browser(), { locale: 'en-GB', viewport, ...options });
      await page.goto(world.url + linkTo(ticket));
      await tabTo(page, page.getByLabel('Your reply'));
      await page.keyboard.type('It still burns.');
      // Keyboards open the browser's own window for this, which is out of reach here.
      await page.locator('#files').setInputFiles({ name: 'a.txt', mimeType: '', buffer: Buffer.from('x') });
      await press(page, 'Send the reply');
      await page.getByText('Your reply has arrived.').waitFor();
      await page.getByRole('link', { name: 'a.txt' }).waitFor();
      expect(await widthOf(page)).toBe(width);
      await press(page, 'Close the ticket');
      await page.getByText('The ticket is closed. Thank you.').waitFor();
      expect(await widthOf(page)).toBe(width);
      expect((await tickets.messagesOf(ticket.id)).map(({ body }) => body)).toEqual(['Message', 'It still burns.']);
      expect(await tickets.statusOf(ticket.id)).toBe('Closed');
      await tabTo(page, page.getByRole('group', { name: 'How did we do?' }).getByRole('radio').first());
      await page.keyboard.press('Space');
      await tabTo(page, page.getByLabel(/Would you like to tell us more/));
      await page.keyboard.type('Quick and kind.');
      await press(page, 'Send the rating');
      await page.getByText('Thank you for your rating.').waitFor();
      expect((await world.done('GetTicket', { ticketid: ticket.id })).rating).toMatchObject({
        ...{ value: 'good', comment: 'Quick and kind.' },
      });
      expect(await widthOf(page)).toBe(width);
      expect(problems).toEqual([]);
      await close();
    },
  );

  describe('every page', () => {
    let gallery: Gallery;
    beforeAll(async () => {
      gallery = await galleryOf(world);
    });

    const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
      ['en-GB', 'ar'].map((locale) => ({ colorScheme, locale })),
    );

    test.each(looks)(
      'has no barrier and scrolls only downwards: $colorScheme, $locale',
      async (look) => {
        const { page, problems, close } = await openPage(browser(), { ...look, viewport: { width: 360, height: 800 } });
        const found: unknown[] = [];
        for (const { name, path, isSignedIn } of gallery.pages.toSorted((a, b) => +a.isSignedIn - +b.isSignedIn)) {
          if (isSignedIn && (await page.context().cookies()).every((cookie) => cookie.name !== 'hatchdesk_session')) {
            await page.goto(world.url + (await gallery.signInAddress()));
          }
          await page.goto(world.url + path);
          // A window of 1280 px at 200 %.
          for (const width of [360, 640]) {
            await page.setViewportSize({ width, height: 800 });
            if ((await widthOf(page)) !== width) found.push([name, width, await widthOf(page)]);
          }
          found.push(...(await barriersOn(page)).map((barrier) => [name, barrier]));
        }
        expect(found).toEqual([]);
        // A refusal's status is an error to the console.
        expect(problems.filter((problem) => !/status of 40[34]/.test(problem))).toEqual([]);
        await close();
      },
      600_000,
    );
  });

  describe('what is written', () => {
    const bodies = async (id: number) => (await tickets.messagesOf(id)).map(({ body }) => body);

    test('is sent once, although the connection breaks before', async () => {
      const ticket = await world.ticket();
      const { page, context, close } = await openPage(browser(), { locale: 'en-GB' });
      await page.goto(world.url + linkTo(ticket));
      await page.getByLabel('Your reply').fill('Written offline.');
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Send the reply' }).click();
      await page.getByText('Not sent yet. We keep your text.').waitFor();
      await page.getByRole('link', { name: 'Print' }).click();
      await page.getByText('This page could not be loaded.').waitFor();
      expect(await page.getByLabel('Your reply').inputValue()).toBe('Written offline.');
      await context.setOffline(false);
      await page.getByRole('button', { name: 'Send the reply' }).click();
      await page.getByText('Your reply has arrived.').waitFor();
      expect(await bodies(ticket.id)).toEqual(['Message', 'Written offline.']);
      await page.reload();
      expect(await page.getByLabel('Your reply').inputValue()).toBe('');
      await close();
    });

    test('is sent once, although the answer is lost and the page is loaded again', async () => {
      const ticket = await world.ticket();
      const { page, close } = await openPage(browser(), { locale: 'en-GB' });
      await page.goto(world.url + linkTo(ticket));
      await page.getByLabel('Your reply').fill('Sent twice.');
      await page.route('**/viewticket.php', async (route) => {
        await route.fetch({ maxRedirects: 0 });
        await route.abort();
      });
      await page.getByRole('button', { name: 'Send the reply' }).click();
      await page.getByText('Not sent yet. We keep your text.').waitFor();
      expect(await bodies(ticket.id)).toEqual(['Message', 'Sent twice.']);
      await page.unrouteAll();
      await page.reload();
      expect(await page.getByLabel('Your reply').inputValue()).toBe('Sent twice.');
      await page.getByRole('button', { name: 'Send the reply' }).click();
      await page.getByText('Your reply has arrived.').waitFor();
      expect(await bodies(ticket.id)).toEqual(['Message', 'Sent twice.']);
      expect(await page.getByLabel('Your reply').inputValue()).toBe('');
      await close();
    });

    test('is on another device too, and gone from both once one of them has sent it', async () => {
      const ticket = await world.ticket();
      const [one, other] = [
        await openPage(browser(), { locale: 'en-GB' }),
        await openPage(browser(), { locale: 'en-GB' }),
      ];
      await one.page.goto(world.url + linkTo(ticket));
      await one.page.getByLabel('Your reply').fill('Begun here');
      await eventually(
        async () => (await world.rows('select 1 from drafts where ticket_id = $1', [ticket.id])).length > 0,
      );
      await other.page.goto(world.url + linkTo(ticket));
      expect(await other.page.getByLabel('Your reply').inputValue()).toBe('Begun here');
      await other.page.getByText('You began to write this, and it is not sent yet.').waitFor();
      await other.page.getByLabel('Your reply').press('Control+Enter');
      await other.page.getByText('Your reply has arrived.').waitFor();
      await one.page.reload();
      expect(await one.page.getByLabel('Your reply').inputValue()).toBe('');
      await Promise.all([one.close(), other.close()]);
    });

    test('and what was shown is gone from a shared computer after signing out', async () => {
      const { page, close } = await openPage(browser(), { locale: 'en-GB' });
      const gallery = await galleryOf(world);
      const { path } = gallery.pages.find(({ name }) => name === 'ticket-client')!;
      await page.goto(world.url + (await gallery.signInAddress()));
      await page.goto(world.url + path);
      await page.getByLabel('Your reply').fill('Mine alone');
      const kept = () =>
        page.evaluate<number>(`Object.keys(localStorage).filter((key) => key.startsWith('hatchdesk')).length`);
      expect(await kept()).toBe(1);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/login.php?*');
      expect(await kept()).toBe(0);
      await page.goBack();
      expect(await page.getByRole('heading', { name: 'The printer burns' }).count()).toBe(0);
      await close();
    });
  });
});
