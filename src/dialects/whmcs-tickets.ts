import type { AttachmentRow } from '../store/attachments';
import type { AuthorKind } from '../store/tickets';

/** What kind of person wrote, in the words of the API; those with two are named as its client area names them. */
export function requestorType(kind: AuthorKind, isOwner: boolean): string {
  if (kind === 'user') return isOwner ? 'Owner' : 'Authorized User';
  return { client: 'Owner', contact: 'Sub-account', guest: 'Guest', staff: 'Operator' }[kind];
}

/**
 * Files as lists show them: their stored names with pipes between, and each with the index under which it is fetched.
 * Where all were removed, the names stay.
 */
export function attachmentList(files: AttachmentRow[]) {
  return {
    attachment: files.map(({ storedName }) => storedName).join('|'),
    attachments: files.map(({ filename, position }) => ({ filename, index: position })),
    attachments_removed: files.length > 0 && files.every(({ removed }) => removed),
  };
}
