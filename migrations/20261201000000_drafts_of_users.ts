import type { Knex } from 'knex';

/** All users of a client had one draft. Who began it is unknown, so that it becomes the owner's. */
export const up = (db: Knex): Promise<void> =>
  db.raw(`update drafts d set writer = d.writer || ':user:' || cu.user_id
    from client_users cu where d.writer = 'client:' || cu.client_id and cu.is_owner`);

/** The newest draft of a client's users at a ticket becomes all users' again. */
export const down = (db: Knex): Promise<void> =>
  db.raw(`
    delete from drafts d using drafts newer
    where d.writer ~ '^client:\\d+:user:' and newer.writer ~ '^client:\\d+:user:' and newer.ticket_id = d.ticket_id
      and (newer.saved_at, newer.writer) > (d.saved_at, d.writer);
    update drafts set writer = substring(writer from '^client:\\d+') where writer ~ '^client:\\d+:user:';
  `);
