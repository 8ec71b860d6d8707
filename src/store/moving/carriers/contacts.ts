import { PERSON, PERSON_COLUMNS, PERSON_NAME } from './clients';
import { withoutCountryCode, withoutDate, withoutRealAddress } from './people-words';

export const CONTACTS = {
  columns: ['client_id', ...PERSON_COLUMNS],

  select: `select s.source_id, {wanted:s.source_id} as wanted_id, {id.client:s.client_id} as client_id, ${PERSON}
    from {stage.contact} s where {id.client:s.client_id} is not null`,

  lines: [
    withoutCountryCode('contact', PERSON_NAME),
    withoutRealAddress('contact', PERSON_NAME),
    ...withoutDate('contact', PERSON_NAME),
  ],
};
