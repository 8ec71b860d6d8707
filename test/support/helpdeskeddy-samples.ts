import { insertSampleFields } from '../../src/store/seed/samples';
import type { World } from './world';

/**
 * The published sample request without its comments, which JSON does not allow. The page hides the address of field
 * 103.
 */
export const SAMPLE_REQUEST = {
  pid: '1',
  title: 'Test Ticket',
  description: 'Ticket Description',
  sla_date: '01.01.2026 00:00',
  status_id: 'open',
  priority_id: 1,
  type_id: 1,
  department_id: 1,
  ticket_lock: false,
  owner_id: 1,
  user_id: 1,
  followers: [1],
  create_from_user: 1,
  custom_fields: {
    '96': 'Field value of type (Text Field)',
    '97': 'Field value of type (Text Area)',
    '98': '1',
    '99': '192',
    '100': { '1': 198, '2': 204 },
    '101': '01.01.2027',
    '102': '09:00',
    '103': '[email protected]',
    '104': '1',
    '105': '1',
    '106': '45928',
  },
  tags: [1, 2],
};

const name = (en: string) => ({ en, ru: '', ua: '' });

/**
 * The published sample answer with its members in order. What the source had lost is filled in, and the administrator
 * has an id of its own: the page shows 1 for two people.
 */
export const SAMPLE_ANSWER = {
  data: {
    id: 2,
    pid: 1,
    unique_id: 'ABC-124',
    date_created: '2025-11-21 09:40:47',
    date_updated: '2025-11-21 10:33:34',
    title: 'Test Ticket',
    source: 'system',
    status_id: 'open',
    priority_id: 1,
    type_id: 1,
    department_id: 1,
    department_name: 'Support Department',
    owner_id: 1_000_000_001,
    owner_name: 'Administrator',
    owner_lastname: '',
    owner_email: 'administrator@example.com',
    user_id: 1,
    user_name: 'user1',
    user_lastname: '',
    user_email: 'user1@example.com',
    cc: [],
    bcc: [],
    followers: [1_000_000_001],
    ticket_lock: 0,
    sla_date: '01.01.2026 00:00',
    sla_flag: 0,
    freeze_date: null,
    freeze: 0,
    viewed_by_staff: 1,
    viewed_by_client: 0,
    rate: '',
    rate_comment: '',
    rate_date: '',
    deleted: 0,
    custom_fields: [
      { id: 96, field_type: 'text', field_value: 'Field value of type (Text Field)' },
      { id: 97, field_type: 'textarea', field_value: 'Field value of type (Text Area)' },
      { id: 98, field_type: 'number', field_value: '1' },
      { id: 99, field_type: 'select', field_value: { id: 192, name: name('Meaning 1') } },
      {
        id: 100,
        field_type: 'hierarchy',
        field_value: {
          '1': { id: 198, name: name('First-level parent element') },
          '2': { id: 204, name: name('Second-level child element') },
        },
      },
      { id: 101, field_type: 'date', field_value: '01.01.2027' },
      { id: 102, field_type: 'time', field_value: '09:00' },
      { id: 103, field_type: 'regex', field_value: '[email protected]' },
      { id: 104, field_type: 'checkbox', field_value: 1 },
      { id: 105, field_type: 'button', field_value: 1 },
      {
        id: 106,
        field_type: 'multi_button',
        field_value: { id: 45928, name: name('Meaning of button with ID 45928') },
      },
    ],
    tags: ['1', '2'],
    jira_issues: [],
  },
};

/** Inserts the custom fields of the samples, one of each type, with the samples' ids. */
export const makeSampleFields = (world: World): Promise<void> =>
  world.desk.database.transaction('write', insertSampleFields);
