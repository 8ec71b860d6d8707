import type { Context } from '../calls/action';

/**
 * Lets go of a member of staff who is about to be deleted: what they wrote keeps their name, and their tickets are
 * nobody's. Nothing is emitted, as where a ticket is taken from somebody.
 *
 * @param staff held, so that nothing new of theirs is written meanwhile.
 */
export function releaseStaff({ db, now }: Context, { id, name }: { id: number; name: string }): void {
  db.send('update messages set author_name = $2 where staff_id = $1', [id, name]);
  db.send(`update notes set author_name = $2 where staff_id = $1 and author_name = ''`, [id, name]);
  db.send('update tickets set assignee_id = null, updated_at = $2 where assignee_id = $1', [id, now]);
}
