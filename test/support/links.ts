import type { HttpAnswer, World } from './world';

/** The path to which the link in the newest mail leads. */
async function lastLink(world: World): Promise<string> {
  const [mail] = await world.rows<{ body: string }>('select body from emails order by id desc limit 1');
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

/** Mails a user a link that sets another password. @returns the path of the link. */
export async function resetLink(world: World, userId: number): Promise<string> {
  await world.done('ResetPassword', { id: userId });
  return lastLink(world);
}

/** Sends the form of a page. */
export const submit = (world: World, path: string, fields: Record<string, string>): Promise<HttpAnswer> =>
  world.send(path, { method: 'POST', body: new URLSearchParams(fields) });

/** What the form of a page asks for, by name. */
export const fieldsOf = ({ text }: HttpAnswer): string[] =>
  Array.from(text.matchAll(/<input type="\w+" name="(\w+)"/g), ([, name]) => name!);

/** Why a form was refused, as its page says it; empty where it was not. */
export const problemOf = ({ text }: HttpAnswer): string =>
  /<p class="problem" role="alert">(.*?)<\/p>/.exec(text)?.[1] ?? '';
