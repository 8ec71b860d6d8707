import { linkCaller } from '../access/caller';
import type { Desk } from '../desk/desk';
import { sendWantedLink } from '../people/links';
import { areLinksWanted, takeLinkRequest } from '../store/access/sign-in-links';

/**
 * Mails the links that people asked for on the pages to sign in. It happens here and not in their requests, so that
 * nobody can measure there whether a user has an address. Each is mailed in a transaction of its own, and any number of
 * processes may do it at once.
 *
 * @param isWanted is asked before each whether to go on
 */
export async function sendWantedLinks(
  { database, dispatcher }: Pick<Desk, 'database' | 'dispatcher'>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  if (!(await database.transaction('read', areLinksWanted))) return;
  for (let isLeft = true; isLeft && isWanted(); ) {
    isLeft = await dispatcher.within('pages/SendLink', linkCaller, async (context) => {
      const request = await takeLinkRequest(context.db);
      if (request !== undefined) await sendWantedLink(context, request);
      return request !== undefined;
    });
  }
}
