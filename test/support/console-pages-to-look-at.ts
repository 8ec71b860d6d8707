import type { Browser } from 'playwright-core';
import { openPage } from './browser';
import { agentWith } from './console-browser';
import { makeComparisons } from './made-comparisons';
import { galleryOf } from './pages-to-look-at';
import type { World } from './world';

/** A page of the console. */
export interface ConsolePageToLookAt {
  name: string;
  path: string;
  /** Whether somebody must be signed in; everybody gets it otherwise. */
  isForStrangers?: boolean;
  /** A key to press, to see what it opens. */
  key?: string;
}

export const AGENT = { username: 'jo', password: 'correct horse battery' };

const HOUR_MS = 60 * 60 * 1000;

/** Fills a world as a team's desk, and lists every page of the console. New pages come here. */
export async function consoleGalleryOf(world: World): Promise<ConsolePageToLookAt[]> {
  const { now } = world;
  const agent = await agentWith(world, AGENT.username, AGENT.password);
  await world.change(`update staff set first_name = 'Jo', last_name = 'Berg' where id = $1`, [agent]);
  await galleryOf(world);
  const billing = await world.department({ name: 'Billing' });
  const subjects: [subject: string, name: string, more: Record<string, unknown>][] = [
    ['Invoice 2041 has the wrong address', 'Mara Quist', { deptid: billing, priority: 'High' }],
    ['Cannot reach my site since this morning', 'Oren Tolva', { priority: 'High' }],
    ['Wie kündige ich zum Monatsende?', 'Zofja Brenn', { deptid: billing }],
    ['طلب تغيير عنوان البريد', 'سامي الخوري', {}],
    ['Move example.org to the new server', 'Imre Vasko', { priority: 'Low' }],
    ['Password of the mailbox sales@', 'Lena Ott', {}],
  ];
  for (const [index, [subject, name, more]] of subjects.entries()) {
    world.now = new Date(now.getTime() - (index * 5 + 1) * HOUR_MS);
    const email = `guest${index}@example.com`;
    await world.ticket({ name, email, subject, message: 'Please help.\n\nThank you!', ...more });
  }
  world.now = now;
  const [ticket] = await world.rows<{ id: number }>(`select id from tickets where subject = 'The printer burns'`);
  const [arabic] = await world.rows<{ id: number }>(`select id from tickets where subject = 'الطابعة لا تعمل'`);
  await world.done('UpdateTicket', { ticketid: ticket?.id, flag: agent });
  await world.done(
    'AddTicketNote',
    { ticketid: ticket?.id, message: 'She called: the **drum** is new.', markdown: true },
    'jo',
  );
  await makeComparisons(world);
  return [
    { name: 'sign-in', path: '/admin/sign-in', isForStrangers: true },
    { name: 'queue', path: '/admin/' },
    { name: 'palette', path: '/admin/', key: 'Control+k' },
    { name: 'ticket', path: `/admin/tickets/${ticket?.id}` },
    { name: 'ticket-arabic', path: `/admin/tickets/${arabic?.id}` },
    { name: 'ticket-gone', path: '/admin/tickets/999999' },
    { name: 'queue-keys', path: '/admin/', key: '?' },
    { name: 'queue-mine', path: '/admin/?view=mine' },
    { name: 'bulk', path: `/admin/bulk?ticketids=${ticket?.id},${arabic?.id}` },
    { name: 'merge', path: `/admin/tickets/${ticket?.id}/merge` },
    { name: 'predefined', path: `/admin/tickets/${ticket?.id}/predefined` },
    { name: 'reports', path: '/admin/reports' },
    { name: 'reports-departments', path: '/admin/reports?by=department' },
    { name: 'comparison', path: '/admin/reports/comparison' },
    { name: 'setup', path: '/admin/setup/' },
    { name: 'setup-list', path: '/admin/setup/departments' },
    { name: 'setup-form', path: '/admin/setup/departments/1' },
    { name: 'setup-new', path: '/admin/setup/webhooks/new' },
    { name: 'setup-template', path: '/admin/setup/email-templates/1' },
    { name: 'setup-settings', path: '/admin/setup/configuration-values' },
    { name: 'keys', path: '/admin/keys' },
    { name: 'account', path: '/admin/account' },
  ];
}

type Context = Parameters<Browser['newContext']>[0];

/** Signs in once. @returns what makes further windows of the browser signed in */
export async function signedIn(world: World, browser: Browser): Promise<NonNullable<Context>> {
  const { page, context, close } = await openPage(browser, { locale: 'en-GB' });
  await page.goto(`${world.url}/admin/sign-in`);
  await page.getByLabel('User name').fill(AGENT.username);
  await page.getByLabel('Password').fill(AGENT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/admin/');
  const storageState = await context.storageState();
  await close();
  return { storageState };
}
