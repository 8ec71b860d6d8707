import type { Context } from '../../calls/action';
import { type ApiError, notFound } from '../../errors';
import { type AttachmentRow, listAttachmentsOf } from '../../store/tickets/attachments';
import { findMessageFacts, type MessageFacts } from '../../store/tickets/messages';
import { findNoteFacts, type NoteFacts } from '../../store/tickets/notes';
import { RenderBudget, renderHtml } from '../../tickets/render';
import { staffUserId } from './people';

/** A ticket's first message or a reply. This API calls both posts, and notes comments. */
interface Post {
  ticket_id: number;
  id: number;
  user_id: number;
  text: string;
  date_created: Date;
  date_updated: Date;
  files: ShownFile[];
}

interface Comment {
  ticket_id: number;
  id: number;
  user_id: number;
  text: string;
  date_created: Date;
  visible: 'staff';
  files: ShownFile[];
}

interface ShownFile {
  name: string;
  url: string;
  data_type: string;
}

/** The id of guests, and of the authors of notes who have no account. */
const UNKNOWN_USER_ID = 0;

/**
 * The id of staff without an account in posts: a program, or somebody whose account was deleted. Programs decide by the
 * id whether staff or the client wrote, so it must not be a guest's.
 */
const UNKNOWN_STAFF_ID = staffUserId(0);

const staffAuthor = ({ staffId }: { staffId: number | null }, unknown: number): number =>
  staffId === null ? unknown : staffUserId(staffId);

const postAuthor = (message: MessageFacts): number =>
  message.authorKind === 'staff' ? staffAuthor(message, UNKNOWN_STAFF_ID) : (message.clientId ?? UNKNOWN_USER_ID);

/** Shows messages as posts, in the order given. One statement loads the files of all of them. */
export async function presentPosts(context: Context, messages: MessageFacts[]): Promise<Post[]> {
  const filesOf = await findFiles(context, 'message', messages);
  const budget = new RenderBudget();
  return messages.map((message) => ({
    ticket_id: message.ticketId,
    id: message.id,
    user_id: postAuthor(message),
    text: renderHtml(message.body, message.format, budget),
    date_created: message.createdAt,
    date_updated: message.updatedAt ?? message.createdAt,
    files: filesOf(message.id),
  }));
}

/** Shows notes as comments, in the order given. One statement loads the files of all of them. */
export async function presentComments(context: Context, notes: NoteFacts[]): Promise<Comment[]> {
  const filesOf = await findFiles(context, 'note', notes);
  const budget = new RenderBudget();
  return notes.map((note) => ({
    ticket_id: note.ticketId,
    id: note.id,
    user_id: staffAuthor(note, UNKNOWN_USER_ID),
    text: renderHtml(note.body, note.format, budget),
    date_created: note.createdAt,
    visible: 'staff',
    files: filesOf(note.id),
  }));
}

/** Shows a message that the call has just written or found. */
export async function showPost(context: Context, ticketId: number, id: number): Promise<Post> {
  const message = await findMessageFacts(context.db, ticketId, id);
  const [post] = message === undefined ? [] : await presentPosts(context, [message]);
  if (post === undefined) throw new Error('a message that was just written cannot be found');
  return post;
}

/** Shows a note that the call has just written or found. */
export async function showComment(context: Context, ticketId: number, id: number): Promise<Comment> {
  const note = await findNoteFacts(context.db, ticketId, id);
  const [comment] = note === undefined ? [] : await presentComments(context, [note]);
  if (comment === undefined) throw new Error('a note that was just written cannot be found');
  return comment;
}

/** The ids with which a call names a post: the ticket's id, as sent, and the post's own. */
interface PostPath {
  id: number;
  post_id: number;
}

interface CommentPath {
  id: number;
  comment_id: number;
}

/**
 * Finds a message of a ticket. Drafts count as missing.
 *
 * @param ticketId the ticket's own id; the call may have named it by the id of a ticket that was merged into it
 * @throws ApiError (not_found) `Post with id {15} in ticket with id {9} not found`
 */
export async function findPost({ db }: Context, ticketId: number, path: PostPath): Promise<MessageFacts> {
  const message = await findMessageFacts(db, ticketId, path.post_id);
  if (message === undefined || message.isDraft) throw missing(namePost(path));
  return message;
}

/**
 * Finds a note of a ticket.
 *
 * @throws ApiError (not_found) `Comment with id {15} in ticket with id {9} not found`
 */
export async function findComment({ db }: Context, ticketId: number, path: CommentPath): Promise<NoteFacts> {
  const note = await findNoteFacts(db, ticketId, path.comment_id);
  if (note === undefined) throw missing(nameComment(path));
  return note;
}

/** As the API's own documents name them, with the ids in braces. */
export const namePost = ({ id, post_id }: PostPath): string => `Post with id {${post_id}} in ticket with id {${id}}`;
export const nameComment = ({ id, comment_id }: CommentPath): string =>
  `Comment with id {${comment_id}} in ticket with id {${id}}`;

const missing = (what: string): ApiError => notFound(`${what} not found`);

async function findFiles(
  { db, desk }: Context,
  kind: 'message' | 'note',
  owners: { id: number }[],
): Promise<(ownerId: number) => ShownFile[]> {
  const ids = owners.map(({ id }) => id);
  const files = ids.length === 0 ? [] : await listAttachmentsOf(db, kind, ids);
  const shown = files.filter(({ removed }) => !removed);
  return (ownerId) =>
    shown
      .filter((file) => (kind === 'message' ? file.messageId : file.noteId) === ownerId)
      .map((file) => ({
        name: file.filename,
        url: addressOf(file, desk.publicUrl),
        data_type: subtypeOf(file.filename),
      }));
}

const addressOf = ({ id, url }: AttachmentRow, publicUrl: string): string => url ?? `${publicUrl}/api/v2/files/${id}`;

/** Subtypes of media types that differ from the extension of the file. */
const SUBTYPES: Record<string, string> = {
  doc: 'msword',
  docx: 'vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'rfc822',
  jpg: 'jpeg',
  log: 'plain',
  mp3: 'mpeg',
  txt: 'plain',
  xls: 'vnd.ms-excel',
  xlsx: 'vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const SAME = new Set(['csv', 'gif', 'jpeg', 'json', 'mp4', 'pdf', 'png', 'webp', 'xml', 'zip']);

const extensionOf = (filename: string): string => /\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';

/** Guesses the subtype of a file's media type, such as `gif`, from its name. */
function subtypeOf(filename: string): string {
  const extension = extensionOf(filename);
  if (SAME.has(extension)) return extension;
  return (Object.hasOwn(SUBTYPES, extension) ? SUBTYPES[extension] : undefined) ?? 'octet-stream';
}
