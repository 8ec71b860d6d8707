import type { HttpAnswer, World } from './world';

/** The path in the newest mail with such a link. Mails about tickets may be written meanwhile. */
async function lastLink(world: World): Promise<string> {
  const [mail] = await world.rows<{ body: string }>(
    `select body from emails where body ~ 'href="/(invite|password/reset)/' order by id desc limit 1`,
  );
  return /href="(\/[\w/]+\/[\w-]{43})"/.exec(mail?.body ?? '')?.[1] ?? '';
}

/** Invites somebody by mail. @returns the path of the link. */
export async function inviteLink(
  world: World,
  clientId: number,
  email: string,
  permissions = 'tickets',
): Promise<string> {
  await world.done('CreateClientInvite', { client_id: clientId, email, permissions });
  return lastLink(world);
}

/** Mails a user a link that sets a new password. @returns the path of the link. */
export async function resetLink(world: World, userId: number): Promise<string> {
  await world.done('ResetPassword', { id: userId });
  return lastLink(world);
}

/** Submits the form of a page. */
export const submit = (world: World, path: string, fields: Record<string, string>): Promise<HttpAnswer> =>
  world.send(path, { method: 'POST', body: new URLSearchParams(fields) });

/** The names of the fields in a page's form. */
export const fieldsOf = ({ text }: HttpAnswer): string[] =>
  Array.from(text.matchAll(/<input type="\w+" name="(\w+)"/g), ([, name]) => name!);

/** The reason that a page gives for refusing its form; empty if it was accepted. */
export const problemOf = ({ text }: HttpAnswer): string => /<p class="problem"[^>]*>(.*?)<\/p>/.exec(text)?.[1] ?? '';
