import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openPage, useBrowser } from './browser';
import { consoleGalleryOf, signedIn } from './console-pages-to-look-at';
import { useWorld } from './world';

/**
 * Takes every page of the console in both modes and three widths, to be looked at: `npm run screenshots`. They are too many
 * to keep, so git ignores them. Those that the documentation shows are copied.
 */
const FOLDER = join(__dirname, '..', '..', 'docs', 'pictures', 'console');

/** The pictures that the documentation shows. */
const SHOWN = ['queue-1280-light', 'ticket-1280-light', 'ticket-1280-dark', 'ticket-360-light', 'palette-1280-light'];

const WIDTHS = { 360: 740, 1280: 800, 2560: 1440 } as const;

const world = useWorld();
const browser = useBrowser();

beforeAll(async () => {
  await world.serve();
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
});

test('the pictures of the console', async () => {
  world.now = new Date('2027-01-29T09:12:00Z');
  await world.done('SetConfigurationValue', { setting: 'PortalTitle', value: 'Acme help' });
  const pages = await consoleGalleryOf(world);
  const session = await signedIn(world, browser());
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of Object.entries(WIDTHS)) {
      for (const locale of ['en-GB', 'ar']) {
        // Every page in English, and in Arabic once as it is wide and once as on a phone.
        if (locale === 'ar' && (colorScheme === 'dark' || width === '2560')) continue;
        const look = { viewport: { width: Number(width), height }, colorScheme, locale };
        const inside = await openPage(browser(), { ...look, ...session });
        const outside = await openPage(browser(), look);
        for (const { name, path, isForStrangers, key } of pages) {
          const { page } = isForStrangers ? outside : inside;
          await page.goto(world.url + path);
          if (key !== undefined) {
            await page.keyboard.press(key);
            await page.locator('dialog').waitFor();
          }
          const file = `${name}-${width}-${colorScheme}${locale === 'ar' ? '-ar' : ''}`;
          await page.screenshot({ path: join(FOLDER, `${file}.png`), fullPage: key === undefined });
          if (SHOWN.includes(file)) {
            await page.screenshot({ path: join(FOLDER, '..', `console-${file}.png`) });
          }
        }
        await inside.close();
        await outside.close();
      }
    }
  }
}, 900_000);
