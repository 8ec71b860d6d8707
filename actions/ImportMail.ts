import { action, type Tools } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { ImportMail } from '../src/generated/ImportMail';
import { importByHand } from '../src/inbound/by-hand';
import type { ReceivedMail } from '../src/inbound/reading/mail';
import { readMail } from '../src/inbound/reading/read';
import { holdDepartment } from '../src/store/desk/departments';
import { findMail, holdMail } from '../src/store/inbound/mail-log';
import { readRaw } from '../src/store/inbound/raw-mails';

/** Reads the mail before the transaction, because a large one takes a while. */
async function prepare({ mailid }: ImportMail, { read }: Tools): Promise<ReceivedMail | undefined> {
  const raw = await read((db) => readRaw(db, mailid));
  return raw === undefined ? undefined : readMail(raw);
}

/** Checks in the order of `x-refusals`. */
export default action<ImportMail, ReceivedMail | undefined>(prepare, async ({ mailid, deptid }, context, mail) => {
  const { db, caller } = context;
  await holdMail(db, mailid);
  const logged = await findMail(db, mailid, caller.departmentIds);
  if (logged === undefined) throw notFound('Mail ID Not Found');
  if (deptid !== undefined && (await holdDepartment(db, deptid)) === undefined) {
    throw notFound('Department ID not found');
  }
  const isOpen = logged.outcome === 'refused' || logged.outcome === 'ignored';
  if (!isOpen || logged.reason === 'duplicate') throw invalid('The mail was taken in already');
  if (mail === undefined) throw invalid('The mail is no longer kept');
  const taken = await importByHand(context, logged, mail, deptid);
  if (taken.ticketId === null) throw invalid('The mail names nobody who sent it');
  return { mailid, outcome: taken.outcome, ticketid: taken.ticketId };
});
