import { action } from '../src/calls/action';
import { presentMail } from '../src/dialects/whmcs/mails';
import { notFound } from '../src/errors';
import type { GetReceivedMail } from '../src/generated/GetReceivedMail';
import { showHtml } from '../src/inbound/shown-html';
import { findMail } from '../src/store/inbound/mail-log';
import { listMailFiles } from '../src/store/inbound/messages';
import { findTexts, readRaw } from '../src/store/inbound/raw-mails';

export default action<GetReceivedMail>(async ({ mailid, remoteimages = false, raw = false }, { db, caller }) => {
  const logged = await findMail(db, mailid, caller.departmentIds);
  if (logged === undefined) throw notFound('Mail ID Not Found');
  const [texts, files, bytes] = await Promise.all([
    findTexts(db, mailid),
    listMailFiles(db, logged),
    raw ? readRaw(db, mailid) : undefined,
  ]);
  const contentIds = files.flatMap(({ contentId }) => contentId ?? []);
  const { html, remoteImages } = showHtml(texts?.html ?? '', texts?.text ?? '', contentIds, remoteimages);
  return {
    mail: presentMail(logged),
    text: texts?.text ?? '',
    html,
    remoteimages: remoteImages,
    files: {
      file: files.map(({ id, filename, size, contentId, isInline }) => ({
        ...{ attachmentid: id, filename, size, contentid: contentId ?? '', inline: isInline },
      })),
    },
    raw: bytes?.toString('base64') ?? '',
  };
});
