/** Made by `npm run generate` from schemas; changes belong there. */

import type { AddTicketNoteAnswer, AddTicketNoteCall } from './AddTicketNote';
import type { AddTicketReplyAnswer, AddTicketReplyCall } from './AddTicketReply';
import type { AddTicketTypeAnswer, AddTicketTypeCall } from './AddTicketType';
import type { DeleteTicketTypeAnswer, DeleteTicketTypeCall } from './DeleteTicketType';
import type { GetSupportDepartmentsAnswer, GetSupportDepartmentsCall } from './GetSupportDepartments';
import type { GetSupportStatusesAnswer, GetSupportStatusesCall } from './GetSupportStatuses';
import type { GetTicketAnswer, GetTicketCall } from './GetTicket';
import type { GetTicketAttachmentAnswer, GetTicketAttachmentCall } from './GetTicketAttachment';
import type { GetTicketTypesAnswer, GetTicketTypesCall } from './GetTicketTypes';
import type { GetTicketsAnswer, GetTicketsCall } from './GetTickets';
import type { OpenTicketAnswer, OpenTicketCall } from './OpenTicket';
import type { UpdateTicketAnswer, UpdateTicketCall } from './UpdateTicket';
import type { UpdateTicketTypeAnswer, UpdateTicketTypeCall } from './UpdateTicketType';

/** Every action of the hatch: what it is called with and what it answers. */
export interface Actions {
  AddTicketNote: { call: AddTicketNoteCall; answer: AddTicketNoteAnswer };
  AddTicketReply: { call: AddTicketReplyCall; answer: AddTicketReplyAnswer };
  AddTicketType: { call: AddTicketTypeCall; answer: AddTicketTypeAnswer };
  DeleteTicketType: { call: DeleteTicketTypeCall; answer: DeleteTicketTypeAnswer };
  GetSupportDepartments: { call: GetSupportDepartmentsCall; answer: GetSupportDepartmentsAnswer };
  GetSupportStatuses: { call: GetSupportStatusesCall; answer: GetSupportStatusesAnswer };
  GetTicket: { call: GetTicketCall; answer: GetTicketAnswer };
  GetTicketAttachment: { call: GetTicketAttachmentCall; answer: GetTicketAttachmentAnswer };
  GetTicketTypes: { call: GetTicketTypesCall; answer: GetTicketTypesAnswer };
  GetTickets: { call: GetTicketsCall; answer: GetTicketsAnswer };
  OpenTicket: { call: OpenTicketCall; answer: OpenTicketAnswer };
  UpdateTicket: { call: UpdateTicketCall; answer: UpdateTicketAnswer };
  UpdateTicketType: { call: UpdateTicketTypeCall; answer: UpdateTicketTypeAnswer };
}
