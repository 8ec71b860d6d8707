import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openPage, useBrowser } from './browser';
import { galleryOf } from './pages-to-look-at';
import { useWorld } from './world';

/**
 * Makes the pictures in docs/pictures: `npm run screenshots`. It runs in Jest because that has a desk of its own at hand.
 * Look at every picture before you commit it.
 */
const FOLDER = join(__dirname, '..', '..', 'docs', 'pictures');

/** Each picture: a page of the gallery, and how it is looked at. */
const SHOTS: { page: string; width: 360 | 1280; colorScheme: 'light' | 'dark'; locale: 'en-GB' | 'ar' | 'de' }[] = [
  { page: 'ticket', width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { page: 'ticket', width: 360, colorScheme: 'light', locale: 'en-GB' },
  { page: 'ticket', width: 360, colorScheme: 'dark', locale: 'en-GB' },
  { page: 'ticket-arabic', width: 360, colorScheme: 'light', locale: 'ar' },
  { page: 'new-ticket', width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { page: 'new-ticket', width: 360, colorScheme: 'dark', locale: 'de' },
  { page: 'tickets', width: 1280, colorScheme: 'light', locale: 'en-GB' },
  { page: 'tickets', width: 360, colorScheme: 'dark', locale: 'ar' },
  { page: 'start', width: 360, colorScheme: 'light', locale: 'en-GB' },
  { page: 'sign-in', width: 360, colorScheme: 'light', locale: 'en-GB' },
];

const world = useWorld();
const browser = useBrowser();

beforeAll(async () => {
  await world.serve();
  mkdirSync(FOLDER, { recursive: true });
  // Those of the console are made by console.shots.ts.
  const isOurs = (file: string) => file.endsWith('.png') && !file.startsWith('console-');
  for (const file of readdirSync(FOLDER).filter(isOurs)) rmSync(join(FOLDER, file));
});

test('the pictures', async () => {
  world.now = new Date('2027-01-29T09:12:00Z');
  await world.done('SetConfigurationValue', { setting: 'PortalTitle', value: 'Acme help' });
  const gallery = await galleryOf(world);
  for (const { page: name, width, colorScheme, locale } of SHOTS) {
    const shown = gallery.pages.find((one) => one.name === name);
    if (shown === undefined) throw new Error(`pages-to-look-at.ts has no page ${name}`);
    const viewport = { width, height: width === 360 ? 740 : 800 };
    const { page, close } = await openPage(browser(), { viewport, colorScheme, locale });
    if (shown.isSignedIn) await page.goto(world.url + (await gallery.signInAddress()));
    await page.goto(world.url + shown.path);
    const language = locale === 'en-GB' ? '' : `-${locale}`;
    await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}${language}.png`) });
    await close();
  }
}, 300_000);
