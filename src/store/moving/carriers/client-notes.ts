import { BEGAN, flag, oneLine, text, withoutDate } from './people-words';

export const CLIENT_NOTES = {
  columns: ['client_id', 'staff_id', 'author_name', 'body', 'sticky', 'created_at'],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, {id.client:s.client_id} as client_id,
      {id.staff:s.staff_id} as staff_id, ${oneLine('author_name')} as author_name, ${text('body')} as body,
      ${flag('sticky')} as sticky, coalesce(s.created_at, ${BEGAN}) as created_at
    from {stage.clientNote} s where {id.client:s.client_id} is not null`,

  lines: [...withoutDate('clientNote', `''`)],
};
