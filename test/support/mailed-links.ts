import { sendWantedLinks } from '../../src/server/wanted-links';
import { plainBrowser } from './browser-without-scripts';
import { eventually } from './eventually';
import type { World } from './world';

/** Has the links mailed that were asked for. The server does so too, at any time. */
export async function mailWantedLinks(world: World): Promise<void> {
  await sendWantedLinks(world.desk);
  await eventually(async () => (await world.rows('select 1 from link_requests')).length === 0);
}

/** Asks for a link to sign in or to set a password, and has it mailed. @returns the path of the link; empty without one */
export async function wantedLink(world: World, email: string, task: 'link' | 'reset' = 'link'): Promise<string> {
  const browser = plainBrowser(world);
  await browser.get(`/login.php?by=${task === 'link' ? 'mail' : 'reset'}`);
  await browser.submit(task, { email });
  await mailWantedLinks(world);
  const [mail] = await world.rows<{ body: string }>(
    `select m.body from emails m join users u on u.id = m.user_id where lower(u.email) = lower($1)
     order by m.id desc limit 1`,
    [email],
  );
  return /href="[^"]*(\/(?:login|password\/reset)\/[\w-]{43})"/.exec(mail?.body ?? '')?.[1] ?? '';
}
