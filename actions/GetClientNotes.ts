import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { notFound } from '../src/errors';
import type { GetClientNotes } from '../src/generated/GetClientNotes';
import { type ClientNote, listClientNotes } from '../src/store/people/client-notes';
import { rowExists } from '../src/store/rows';

export default action<GetClientNotes>(async (params, { db }) => {
  const page = pageOf(params);
  const [exists, listed] = await Promise.all([
    rowExists(db, 'clients', params.userid),
    listClientNotes(db, params.userid, page),
  ]);
  if (!exists) throw notFound('Client ID not found');
  return { ...countsOf(page, listed), notes: { note: listed.rows.map(present) } };
});

const present = (note: ClientNote) => ({
  id: note.id,
  userid: note.clientId,
  adminid: note.staffId,
  admin: note.staffName,
  date: note.createdAt,
  note: note.body,
  sticky: note.sticky,
});
