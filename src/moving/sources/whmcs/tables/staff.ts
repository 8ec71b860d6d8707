import { readPassword } from '../../tables/passwords';
import { commaList, type Mapping } from './mapping';

export const roles: Mapping = {
  table: 'tbladminroles',
  learn: {
    columns: ['id', 'name'],
    row: (row, { roles }) => void roles.set(row.key('id'), row.line('name') ?? ''),
  },
  ignored: ['widgets', 'reports', 'systememails', 'accountemails', 'supportemails'],
  rest: 'only their names are carried, because they grant what Hatchdesk does not have. Give rights here',
};

export const staff: Mapping = {
  table: 'tbladmins',
  learn: {
    columns: ['id', 'firstname', 'lastname', 'username'],
    row(row, lookups) {
      const names = [`${row.line('firstname') ?? ''} ${row.line('lastname') ?? ''}`, row.line('username') ?? ''];
      lookups.addStaff(
        row.key('id'),
        names.filter((name) => name.trim() !== ''),
      );
    },
  },
  read: {
    columns: [
      ...[
        'id',
        'username',
        'firstname',
        'lastname',
        'email',
        'passwordhash',
        'password',
        'disabled',
        'signature',
        'notes',
      ],
      ...['language', 'created_at', 'roleid', 'supportdepts'],
    ],
    row: (row, reading) =>
      reading.sink.add('staff', {
        sourceId: row.key('id'),
        ...{ username: row.line('username'), firstName: row.line('firstname'), lastName: row.line('lastname') },
        email: row.line('email'),
        passwordHash: readPassword(row, ['passwordhash', 'password'], 'administrators', 'staff', reading),
        disabled: row.flag('disabled'),
        ...{ signature: row.text('signature'), notes: row.text('notes'), language: row.line('language') },
        createdAt: row.moment('created_at'),
        roleName: reading.lookups.roles.get(row.key('roleid')) || null,
        departmentIds: commaList(row.code('supportdepts')),
      }),
  },
  stays: {
    authmodule: 'Second factors are set up anew.',
    ticketnotifications: 'Everybody chooses here which departments they get mails of.',
  },
  ignored: [
    ...['uuid', 'authdata', 'template', 'loginattempts', 'homewidgets', 'hidden_widgets', 'widget_order', 'updated_at'],
    ...['password_reset_key', 'password_reset_data', 'password_reset_expiry', 'user_preferences'],
  ],
};

export const credentials: Mapping = {
  table: 'tbldeviceauth',
  read: {
    columns: ['id', 'identifier', 'description', 'user_id', 'is_admin', 'created_at', 'deleted_at'],
    row(row, { sink, count }) {
      if (row.moment('deleted_at') !== null) return undefined;
      if (row.flag('is_admin') === false) {
        return count({
          line: 'stays',
          kind: 'tbldeviceauth',
          reason: 'no credential of the staff',
          text: 'These devices belong to clients, who sign in here with their password.',
        });
      }
      return sink.add('credential', {
        sourceId: row.key('id'),
        ...{ identifier: row.code('identifier'), description: row.line('description') },
        ...{ staffId: row.id('user_id'), createdAt: row.moment('created_at') },
      });
    },
  },
  // The carrier says that secrets stay.
  ignored: ['secret', 'compat_secret', 'last_access', 'updated_at'],
  stays: { role_ids: 'Roles are given here, because they list actions of this desk.' },
};
