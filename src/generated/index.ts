/** Made by `npm run generate` from schemas; changes belong there. */

import type { AddEmailTemplateAnswer, AddEmailTemplateCall } from './AddEmailTemplate';
import type { AddTicketNoteAnswer, AddTicketNoteCall } from './AddTicketNote';
import type { AddTicketReplyAnswer, AddTicketReplyCall } from './AddTicketReply';
import type { AddTicketTypeAnswer, AddTicketTypeCall } from './AddTicketType';
import type { AddUserAnswer, AddUserCall } from './AddUser';
import type { CreateClientInviteAnswer, CreateClientInviteCall } from './CreateClientInvite';
import type { DeleteEmailTemplateAnswer, DeleteEmailTemplateCall } from './DeleteEmailTemplate';
import type { DeleteTicketTypeAnswer, DeleteTicketTypeCall } from './DeleteTicketType';
import type { DeleteUserClientAnswer, DeleteUserClientCall } from './DeleteUserClient';
import type { GetEmailTemplatesAnswer, GetEmailTemplatesCall } from './GetEmailTemplates';
import type { GetEmailsAnswer, GetEmailsCall } from './GetEmails';
import type { GetPermissionsListAnswer, GetPermissionsListCall } from './GetPermissionsList';
import type { GetSupportDepartmentsAnswer, GetSupportDepartmentsCall } from './GetSupportDepartments';
import type { GetSupportStatusesAnswer, GetSupportStatusesCall } from './GetSupportStatuses';
import type { GetTicketAnswer, GetTicketCall } from './GetTicket';
import type { GetTicketAttachmentAnswer, GetTicketAttachmentCall } from './GetTicketAttachment';
import type { GetTicketTypesAnswer, GetTicketTypesCall } from './GetTicketTypes';
import type { GetTicketsAnswer, GetTicketsCall } from './GetTickets';
import type { GetUserPermissionsAnswer, GetUserPermissionsCall } from './GetUserPermissions';
import type { GetUsersAnswer, GetUsersCall } from './GetUsers';
import type { OpenTicketAnswer, OpenTicketCall } from './OpenTicket';
import type { ResetPasswordAnswer, ResetPasswordCall } from './ResetPassword';
import type { SendAdminEmailAnswer, SendAdminEmailCall } from './SendAdminEmail';
import type { SendEmailAnswer, SendEmailCall } from './SendEmail';
import type { TriggerNotificationEventAnswer, TriggerNotificationEventCall } from './TriggerNotificationEvent';
import type { UpdateEmailTemplateAnswer, UpdateEmailTemplateCall } from './UpdateEmailTemplate';
import type { UpdateTicketAnswer, UpdateTicketCall } from './UpdateTicket';
import type { UpdateTicketTypeAnswer, UpdateTicketTypeCall } from './UpdateTicketType';
import type { UpdateUserAnswer, UpdateUserCall } from './UpdateUser';
import type { UpdateUserPermissionsAnswer, UpdateUserPermissionsCall } from './UpdateUserPermissions';
import type { ValidateLoginAnswer, ValidateLoginCall } from './ValidateLogin';

/** Every action of the hatch: what it is called with and what it answers. */
export interface Actions {
  AddEmailTemplate: { call: AddEmailTemplateCall; answer: AddEmailTemplateAnswer };
  AddTicketNote: { call: AddTicketNoteCall; answer: AddTicketNoteAnswer };
  AddTicketReply: { call: AddTicketReplyCall; answer: AddTicketReplyAnswer };
  AddTicketType: { call: AddTicketTypeCall; answer: AddTicketTypeAnswer };
  AddUser: { call: AddUserCall; answer: AddUserAnswer };
  CreateClientInvite: { call: CreateClientInviteCall; answer: CreateClientInviteAnswer };
  DeleteEmailTemplate: { call: DeleteEmailTemplateCall; answer: DeleteEmailTemplateAnswer };
  DeleteTicketType: { call: DeleteTicketTypeCall; answer: DeleteTicketTypeAnswer };
  DeleteUserClient: { call: DeleteUserClientCall; answer: DeleteUserClientAnswer };
  GetEmailTemplates: { call: GetEmailTemplatesCall; answer: GetEmailTemplatesAnswer };
  GetEmails: { call: GetEmailsCall; answer: GetEmailsAnswer };
  GetPermissionsList: { call: GetPermissionsListCall; answer: GetPermissionsListAnswer };
  GetSupportDepartments: { call: GetSupportDepartmentsCall; answer: GetSupportDepartmentsAnswer };
  GetSupportStatuses: { call: GetSupportStatusesCall; answer: GetSupportStatusesAnswer };
  GetTicket: { call: GetTicketCall; answer: GetTicketAnswer };
  GetTicketAttachment: { call: GetTicketAttachmentCall; answer: GetTicketAttachmentAnswer };
  GetTicketTypes: { call: GetTicketTypesCall; answer: GetTicketTypesAnswer };
  GetTickets: { call: GetTicketsCall; answer: GetTicketsAnswer };
  GetUserPermissions: { call: GetUserPermissionsCall; answer: GetUserPermissionsAnswer };
  GetUsers: { call: GetUsersCall; answer: GetUsersAnswer };
  OpenTicket: { call: OpenTicketCall; answer: OpenTicketAnswer };
  ResetPassword: { call: ResetPasswordCall; answer: ResetPasswordAnswer };
  SendAdminEmail: { call: SendAdminEmailCall; answer: SendAdminEmailAnswer };
  SendEmail: { call: SendEmailCall; answer: SendEmailAnswer };
  TriggerNotificationEvent: { call: TriggerNotificationEventCall; answer: TriggerNotificationEventAnswer };
  UpdateEmailTemplate: { call: UpdateEmailTemplateCall; answer: UpdateEmailTemplateAnswer };
  UpdateTicket: { call: UpdateTicketCall; answer: UpdateTicketAnswer };
  UpdateTicketType: { call: UpdateTicketTypeCall; answer: UpdateTicketTypeAnswer };
  UpdateUser: { call: UpdateUserCall; answer: UpdateUserAnswer };
  UpdateUserPermissions: { call: UpdateUserPermissionsCall; answer: UpdateUserPermissionsAnswer };
  ValidateLogin: { call: ValidateLoginCall; answer: ValidateLoginAnswer };
}
