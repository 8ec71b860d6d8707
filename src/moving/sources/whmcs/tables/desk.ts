import { isIP } from 'node:net';
import type { Mapping } from './mapping';

export const settings: Mapping = {
  table: 'tblconfiguration',
  learn: {
    columns: ['setting', 'value'],
    row(row, { settings }) {
      const setting = row.code('setting');
      if (/^Time_?Zone$/i.test(setting)) settings.set(setting.toLowerCase(), row.code('value'));
    },
  },
  ignored: ['id', 'created_at', 'updated_at'],
  rest: 'settings are made here, because they mean other things',
};

export const departments: Mapping = {
  table: 'tblticketdepartments',
  read: {
    columns: [
      ...['id', 'name', 'description', 'email', 'clientsonly', 'piperepliesonly', 'hidden', 'order'],
      'prevent_client_closure',
    ],
    row: (row, { sink }) =>
      sink.add('department', {
        sourceId: row.key('id'),
        ...{ name: row.line('name'), description: row.text('description'), email: row.line('email') },
        ...{ clientsOnly: row.flag('clientsonly'), repliesOnly: row.flag('piperepliesonly') },
        ...{ hidden: row.flag('hidden'), preventClientClosure: row.flag('prevent_client_closure') },
        sortOrder: row.integer('order'),
      }),
  },
  stays: {
    host: 'Mailboxes are set up here, with their passwords ("hatchdesk mailbox").',
    noautoresponder: 'Which mails are sent is a setting here.',
    feedback_request: 'Hatchdesk asks for a rating in its mails, for all departments alike.',
  },
  ignored: ['port', 'login', 'password', 'mail_auth_config', 'created_at', 'updated_at'],
};

export const statuses: Mapping = {
  table: 'tblticketstatuses',
  learn: {
    columns: ['title', 'showactive', 'showawaiting'],
    row: (row, { statuses }) => void statuses.set(statusId(row.line('title')), isClosed(row)),
  },
  read: {
    columns: ['title', 'color', 'sortorder', 'showactive', 'showawaiting', 'autoclose'],
    row(row, { sink }) {
      const title = row.line('title');
      return sink.add('status', {
        sourceId: statusId(title),
        ...{ title, color: row.line('color'), sortOrder: row.integer('sortorder') },
        ...{ isActive: row.flag('showactive'), isAwaitingReply: row.flag('showawaiting'), isClosed: isClosed(row) },
        autoClose: row.flag('autoclose'),
      });
    },
  },
  ignored: ['id'],
};

/** A status is known by its title. */
export const statusId = (title: string | null): string => (title ?? '').toLowerCase();

/** WHMCS has no flag for it: what is neither active nor awaits a reply is done with. */
const isClosed = (row: { line(column: string): string | null; flag(column: string): boolean | null }): boolean =>
  statusId(row.line('title')) === 'closed' || (row.flag('showactive') === false && row.flag('showawaiting') === false);

export const predefinedCategories: Mapping = {
  table: 'tblticketpredefinedcats',
  read: {
    columns: ['id', 'parentid', 'name'],
    row: (row, { sink }) =>
      sink.add('predefinedCategory', {
        sourceId: row.key('id'),
        ...{ name: row.line('name'), parentId: row.id('parentid') },
      }),
  },
};

export const predefinedReplies: Mapping = {
  table: 'tblticketpredefinedreplies',
  read: {
    columns: ['id', 'catid', 'name', 'reply'],
    row: (row, { sink }) =>
      sink.add('predefinedReply', {
        sourceId: row.key('id'),
        ...{ name: row.line('name'), body: row.text('reply'), categoryId: row.id('catid') },
      }),
  },
};

export const announcements: Mapping = {
  table: 'tblannouncements',
  read: {
    columns: ['id', 'date', 'title', 'announcement', 'published', 'parentid', 'language', 'created_at', 'updated_at'],
    row: (row, { sink }) =>
      sink.add('announcement', {
        sourceId: row.key('id'),
        ...{ title: row.line('title'), body: row.html('announcement'), published: row.flag('published') },
        ...{ language: row.line('language'), parentId: row.id('parentid'), announcedAt: row.moment('date') },
        ...{ createdAt: row.moment('created_at'), updatedAt: row.moment('updated_at') },
      }),
  },
};

export const spamFilters: Mapping = {
  table: 'tblticketspamfilters',
  read: {
    columns: ['id', 'type', 'content'],
    row: (row, { sink }) =>
      sink.add('spamFilter', {
        sourceId: row.key('id'),
        ...{ filterKind: row.code('type').toLowerCase(), pattern: row.line('content') },
      }),
  },
};

export const bannedIps: Mapping = {
  table: 'tblbannedips',
  read: {
    columns: ['id', 'ip', 'reason', 'expires'],
    row(row, { sink }) {
      const address = row.code('ip').trim();
      const network = networkOf(address);
      if (network === undefined) {
        return sink.line({
          ...{ line: 'stays', kind: 'bannedIp', sourceId: row.key('id'), title: address },
          reason: 'unreadable address',
          text: 'This is neither an address nor a network. Ban it here by hand.',
        });
      }
      return sink.add('bannedIp', {
        sourceId: row.key('id'),
        ...{ network, reason: row.text('reason'), expiresAt: row.moment('expires') },
      });
    },
  },
};

/** An address or network from what WHMCS lets people write: `192.0.2.7`, `192.0.2.0/24` or `192.0.*.*`. */
function networkOf(address: string): string | undefined {
  const [host = '', bits, ...rest] = address.split('/');
  const family = isIP(host);
  if (family !== 0) {
    if (bits === undefined) return address;
    const isFine = rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
    return isFine ? address : undefined;
  }
  const parts = /^((?:\d{1,3}\.){1,3})(?:\*\.)*\*$/.exec(address)?.[1]?.split('.').slice(0, -1);
  if (parts === undefined || address.split('.').length !== 4) return undefined;
  const first = [...parts, '0', '0', '0'].slice(0, 4).join('.');
  return isIP(first) === 4 ? `${first}/${parts.length * 8}` : undefined;
}
