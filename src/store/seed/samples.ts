import type { Db } from '../../database/pool';
import { continueIdsAfterRows } from './bulk';

/**
 * Inserts custom fields of every type, with the ids and options that the published HelpDeskEddy sample uses.
 *
 * Field 103 accepts e-mail addresses and `[email protected]`: the published page shows that instead of its sample's
 * address, so everyone who copies the sample sends it.
 */
export async function insertSampleFields(db: Db): Promise<void> {
  await db.query(
    `insert into custom_fields (id, name, type, pattern, sort_order) values
       (96, 'Text Field', 'text', null, 96), (97, 'Text Area', 'textarea', null, 97),
       (98, 'Number Field', 'number', null, 98), (99, 'Dropdown List', 'select', null, 99),
       (100, 'Related Fields', 'hierarchy', null, 100), (101, 'Date', 'date', null, 101),
       (102, 'Time', 'time', null, 102), (103, 'Regular Expression', 'regex', '^(\\S+@\\S+|\\[email.protected\\])$', 103),
       (104, 'Checkbox', 'checkbox', null, 104), (105, 'Button', 'button', null, 105),
       (106, 'Multi Button', 'multi_button', null, 106)`,
  );
  await db.query(
    `insert into custom_field_options (id, field_id, parent_id, name, names) values
       (192, 99, null, 'Meaning 1', '{}'), (193, 99, null, 'Meaning 2', '{"ru": "Два", "ua": "Дві"}'),
       (198, 100, null, 'First-level parent element', '{}'), (204, 100, 198, 'Second-level child element', '{}'),
       (45928, 106, null, 'Meaning of button with ID 45928', '{}')`,
  );
  await continueIdsAfterRows(db, ['custom_fields', 'custom_field_options']);
}

/** Inserts the teammate, category and custom field that the published Socialboards sample uses. */
export async function insertSampleTeam(db: Db): Promise<void> {
  await db.query(
    `insert into staff (uuid, username, first_name, email)
     values ('43b8adc7-755d-2be3-afb1-b6a462631977', 'administrator', 'Administrator', 'administrator@example.com')
     on conflict do nothing`,
  );
  await db.query(`insert into categories (id, name) values (15597, 'Cars') on conflict do nothing`);
  await db.query(`insert into custom_fields (id, name, type, sort_order) values (42623, 'City', 'text', 107)`);
  await continueIdsAfterRows(db, ['categories', 'custom_fields']);
}
