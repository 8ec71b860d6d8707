import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteContact } from '../src/generated/DeleteContact';
import { deleteContact } from '../src/people/contacts';
import { holdContactExclusively } from '../src/store/people/contacts';

export default action<DeleteContact>(async ({ contactid }, context) => {
  const contact = await holdContactExclusively(context.db, contactid);
  if (contact === undefined) throw notFound('Contact ID Not Found');
  await deleteContact(context, contact);
  return { contactid };
});
