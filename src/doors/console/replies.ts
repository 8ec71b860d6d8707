import { ADDRESSES } from '../../config/addresses';
import { answerForm } from './answering';
import type { ConsolePage } from './console-page';
import { cancel, change, deleteNote, deleteReply, keepDraft, preview, sendNow } from './written';

const PROOF = { description: "The session's CSRF token", isRequired: true };
const MESSAGE = { description: 'What is written', isRequired: true };
const MARKDOWN = { description: '1 if the message is Markdown', isRequired: false };
const SEEN = {
  seenreplyid: { description: 'The newest reply that its author has seen, 0 for none', isRequired: false },
  seennoteid: { description: 'The newest note that its author has seen, 0 for none', isRequired: false },
  seenstatus: { description: 'The status that its author has seen', isRequired: false },
};
const FORM = {
  proof: PROOF,
  message: MESSAGE,
  markdown: MARKDOWN,
  ...SEEN,
  key: { description: 'Makes sending the form twice have one effect', isRequired: false },
  'attachments[]': { description: 'Files', isRequired: false },
};
const LEADS = 'To the ticket, when it is done';
const NO_TICKET = 'There is no such ticket';
const REFUSED = 'The form again, with why it was refused and every word';

/** Each of 200,000 characters takes up to twelve bytes in a form. */
const LONG_MESSAGE = 2_500_000;

const { consoleTicket } = ADDRESSES;

/** The pages that answer tickets. */
export const REPLY_PAGES: readonly ConsolePage[] = [
  {
    path: `${consoleTicket}:id/reply`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Answer a ticket: in ten seconds, in which it can be undone, or at a chosen time',
    fields: {
      ...FORM,
      status: { description: 'The status afterwards', isRequired: false },
      andclose: { description: '1 to close the ticket', isRequired: false },
      cc: { description: 'Addresses that get copies, with commas', isRequired: false },
      when: { description: 'hours, tomorrow or monday to send it later', isRequired: false },
      sendat: { description: "When to send it, in the desk's time zone", isRequired: false },
      filesof: { description: 'The scheduled reply whose files go along', isRequired: false },
      taken: { description: 'The scheduled reply that fills the form', isRequired: false },
    },
    answers: { 200: 'The forms', 303: LEADS, 400: REFUSED, 404: NO_TICKET, 409: 'Something arrived first' },
    mostBytes: Number.POSITIVE_INFINITY,
    keepsForms: true,
    answer: answerForm('reply'),
  },
  {
    path: `${consoleTicket}:id/note`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Add a note that only staff sees',
    fields: FORM,
    answers: { 200: 'The forms', 303: LEADS, 400: REFUSED, 404: NO_TICKET, 409: 'Something arrived first' },
    mostBytes: Number.POSITIVE_INFINITY,
    keepsForms: true,
    answer: answerForm('note'),
  },
  {
    path: `${consoleTicket}:id/draft`,
    methods: ['POST'],
    summary: 'Keep what somebody has begun to write, as the script does',
    fields: {
      proof: PROOF,
      message: { ...MESSAGE, isRequired: false },
      kind: { description: 'reply or note', isRequired: false },
    },
    answers: { 204: 'Kept, or removed', 404: NO_TICKET },
    mostBytes: LONG_MESSAGE,
    answer: keepDraft,
  },
  {
    path: `${consoleTicket}:id/scheduled/:sid/cancel`,
    methods: ['POST'],
    summary: 'Take a reply back that is not sent yet, or that was stopped',
    fields: { proof: PROOF, discard: { description: '1 to keep nothing of it', isRequired: false } },
    answers: {
      303: 'To the ticket, with its words in the form',
      400: 'It was sent already',
      404: 'There is no such reply',
    },
    answer: cancel,
  },
  {
    path: `${consoleTicket}:id/scheduled/:sid/send`,
    methods: ['POST'],
    summary: 'Send a reply now that waits or was stopped',
    fields: { proof: PROOF, ...SEEN },
    answers: { 303: LEADS, 400: 'It was sent already', 404: 'There is no such reply' },
    answer: sendNow,
  },
  {
    path: ADDRESSES.consolePreview,
    methods: ['POST'],
    summary: 'Show what a message will look like',
    fields: {
      proof: PROOF,
      message: { ...MESSAGE, isRequired: false },
      markdown: MARKDOWN,
      part: { description: '1 for the message alone, as the script wants it', isRequired: false },
    },
    answers: { 200: 'The message', 400: 'It is too long' },
    mostBytes: Number.POSITIVE_INFINITY,
    answer: preview,
  },
  {
    path: `${consoleTicket}:id/replies/:rid`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Change a reply',
    fields: { proof: PROOF, message: MESSAGE },
    answers: { 200: 'The form', 303: LEADS, 400: REFUSED, 404: NO_TICKET },
    mostBytes: LONG_MESSAGE,
    answer: change,
  },
  {
    path: `${consoleTicket}:id/replies/:rid/delete`,
    methods: ['POST'],
    summary: 'Delete a reply with its files',
    fields: { proof: PROOF },
    answers: { 303: LEADS, 404: 'There is no such reply' },
    answer: deleteReply,
  },
  {
    path: `${consoleTicket}:id/notes/:nid/delete`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Delete a note with its files',
    fields: { proof: PROOF },
    answers: { 200: 'The question', 303: LEADS, 404: 'There is no such note' },
    answer: deleteNote,
  },
];
