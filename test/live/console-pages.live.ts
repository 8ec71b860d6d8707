/** Live, because every page in every look takes minutes. */
import { barriersOn } from '../support/axe';
import { describeInBrowser, openPage, useBrowser, widthOf } from '../support/browser';
import { type ConsolePageToLookAt, consoleGalleryOf, signedIn } from '../support/console-pages-to-look-at';
import { useWorld } from '../support/world';

const world = useWorld();

describeInBrowser('every page of the console', () => {
  const browser = useBrowser();
  let pages: ConsolePageToLookAt[];
  let session: Awaited<ReturnType<typeof signedIn>>;

  beforeAll(async () => {
    await world.serve();
    pages = await consoleGalleryOf(world);
    session = await signedIn(world, browser());
  });

  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    ['en-GB', 'ar'].map((locale) => ({ colorScheme, locale })),
  );

  test.each(looks)(
    'has no barrier and scrolls only downwards: $colorScheme, $locale',
    async (look) => {
      const found: unknown[] = [];
      for (const shown of [{}, session]) {
        const opened = await openPage(browser(), { ...look, ...shown, viewport: { width: 360, height: 800 } });
        const { page, problems } = opened;
        for (const { name, path, isForStrangers = false, key } of pages) {
          if (isForStrangers !== (shown !== session)) continue;
          await page.goto(world.url + path);
          if (key !== undefined) {
            await page.keyboard.press(key);
            await page.locator('dialog').waitFor();
          }
          for (const width of [360, 640, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            if ((await widthOf(page)) > width) found.push([name, width, await widthOf(page)]);
          }
          found.push(...(await barriersOn(page)).map((barrier) => [name, barrier]));
        }
        // A refusal's status is an error to the console.
        found.push(...problems.filter((problem) => !/status of 40[34]/.test(problem)));
        await opened.close();
      }
      expect(found).toEqual([]);
    },
    600_000,
  );
});
