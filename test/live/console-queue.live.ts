/** Live, because it needs a browser and the script. */
import { barriersOn } from '../support/axe';
import { describeInBrowser, openPage, useBrowser, widthOf } from '../support/browser';
import { type StaffPerson, signedInStaff } from '../support/staff-browser';
import { useWorld } from '../support/world';

const world = useWorld();

describeInBrowser('the queue', () => {
  const browser = useBrowser();
  let jo: StaffPerson;

  beforeAll(async () => {
    jo = await signedInStaff(world, { username: 'jo' });
    await world.ticket({ subject: 'A printer on fire', noemail: true });
    await world.ticket({ subject: `${'Verylongword'.repeat(12)} طابعة`, noemail: true });
  });

  /** Opens a page of the console as Jo. */
  async function opened(path: string, options: Parameters<typeof openPage>[1] = {}) {
    const found = await openPage(browser(), options);
    const value = jo.browser.cookie('hatchdesk_staff');
    await found.context.addCookies([{ name: 'hatchdesk_staff', value, url: world.url }]);
    await found.page.goto(world.url + path);
    return found;
  }

  test('completes keys and values while somebody types, by keyboard alone', async () => {
    const { page, problems, close } = await opened('/admin/?q=');
    const field = page.locator('#q');
    await field.focus();
    await page.keyboard.type('sta');
    const choices = page.getByRole('option');
    await choices.getByText('status:').waitFor();
    expect(await field.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    expect(await field.getAttribute('aria-activedescendant')).toBe(await choices.first().getAttribute('id'));
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('status:');
    await choices.getByText('status:"On Hold"').waitFor();
    await page.keyboard.press('Escape');
    expect([await field.inputValue(), await field.getAttribute('aria-expanded')]).toEqual(['status:', 'false']);
    await page.keyboard.type('cl');
    await choices.getByText('status:Closed').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await field.inputValue()).toBe('status:Closed ');
    // Enter without a choice sends the form.
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=status%3AClosed/);
    await page.getByText('No ticket matches.').waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  const looks = [
    { scheme: 'light' as const, width: 360, language: 'arabic' },
    { scheme: 'dark' as const, width: 1280, language: 'german' },
    { scheme: 'light' as const, width: 2560, language: 'english' },
  ];
  test.each(looks)('has no barrier at $width pixels, $scheme, in $language', async ({ scheme, width, language }) => {
    const options = { colorScheme: scheme, viewport: { width, height: 900 } };
    const { page, problems, close } = await opened(`/admin/?language=${language}`, options);
    expect(await page.locator('[data-row]').count()).toBe(2);
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    expect(await barriersOn(page)).toEqual([]);
    await page.locator('.pick input').first().check();
    await page.locator('details.menu').first().click();
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    expect(await barriersOn(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});
