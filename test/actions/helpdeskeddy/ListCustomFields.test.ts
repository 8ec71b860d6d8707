import { jsonOf, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const rights = (sees: 0 | 1, required: 0 | 1) => ({
  view: sees,
  edit: sees,
  required_to_create_ticket: required,
  required_to_close_ticket: 0,
});

test('lists fields by id in order, those for staff to staff only', async () => {
  await world.desk.database.transaction('write', (db) =>
    db.query(
      `insert into custom_fields (id, name, names, type, required, staff_only, level_names, sort_order) values
         (10, 'Domain', '{"ru": "Домен"}', 'text', true, false, '[]', 1),
         (9, 'Product', '{}', 'hierarchy', false, false, '[{"ua": "Продукт"}, {"en": "Plan"}]', 2),
         (8, 'Secret', '{}', 'checkbox', true, true, '[]', 3)`,
    ),
  );
  const domain = {
    id: 10,
    name: { en: 'Domain', ru: 'Домен', ua: '' },
    field_type: 'text',
    permissions: { staff: rights(1, 1), user: rights(1, 1) },
  };
  const product = {
    id: 9,
    name: { '1': { en: 'Product', ru: '', ua: 'Продукт' }, '2': { en: 'Plan', ru: '', ua: '' } },
    field_type: 'hierarchy',
    permissions: { staff: rights(1, 0), user: rights(1, 0) },
  };
  const secret = {
    id: 8,
    name: { en: 'Secret', ru: '', ua: '' },
    field_type: 'checkbox',
    permissions: { staff: rights(1, 1), user: rights(0, 0) },
  };
  const json = (fields: { id: number }[]) =>
    `{"data":{${fields.map((field) => `"${field.id}":${jsonOf(field)}`).join(',')}}}`;
  expect((await callers.staff.ask('GET', '/custom_fields/')).text).toBe(json([domain, product, secret]));
  expect((await callers.ann.ask('GET', '/custom_fields')).text).toBe(json([domain, product]));
});
