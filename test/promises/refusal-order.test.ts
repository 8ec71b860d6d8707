import { type Fault, testRefusalOrder } from '../support/refusal-order';
import { base64 } from '../support/requests';
import { refuseUnknown, useWorld } from '../support/world';

/**
 * The only number that the ticket mask can make is taken. So even a valid call fails to open a ticket, and every other
 * fault must be refused before that.
 */
const world = useWorld((config) => {
  config.desk = { ...config.desk, ticketMask: 'NUMBERXISXTAKEN' };
  const attachmentExtensions = new Set(['txt']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
  refuseUnknown(config);
});

const UNKNOWN = 999_999;
const inTheFuture = () => ({ created: new Date(world.now.getTime() + 121_000).toISOString() });

let client: { clientId: number; serviceId: number; domainId: number };
let numberField: number;
let sizeField: number;
let strictDepartment: number;
let contractField: number;
let ticketId: number;
/** A ticket whose subject matches a spam filter. */
let spamTicketId: number;

beforeAll(async () => {
  const { clientId } = await world.client('Ann Lee');
  client = { clientId, serviceId: await world.service(clientId), domainId: await world.domain(clientId) };
  numberField = await world.customField({ name: 'Count', type: 'number' });
  sizeField = await world.customField({ name: 'Size', type: 'text', pattern: '^[SML]$' });
  strictDepartment = await world.department({ name: 'Strict' });
  const contract = { name: 'Contract', required: true, departmentId: strictDepartment } as const;
  contractField = await world.customField({ type: 'text', ...contract });
  await world.done('AddSpamFilter', { type: 'sender', pattern: '@spam.example' });
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'xyzzy' });
  const ofStrict = { clientid: clientId, deptid: strictDepartment, customfields: { Contract: '7' } };
  ({ id: spamTicketId } = await world.ticket({ ...ofStrict, subject: 'Xyzzy!' }));
  await world.change(`update tickets set number = 'ANOTHER'`);
  ({ id: ticketId } = await world.ticket(ofStrict));
});

const CUSTOMFIELDS = 'customfields must be a base64 encoded serialized array or JSON object of field id => value';
const LENGTH = 'customfields: a length in the serialized array is wrong, because PHP counts bytes';
const NO_FIELD = 'Custom field "none" does not exist in this department';
const NO_NUMBER = 'Custom field "Count" must be a number';
const NO_SIZE = 'Custom field "Size" does not have the required format';
const NO_CONTRACT = 'Custom field "Contract" is required';

/** What is wrong with custom fields of a known encoding: one of these at a time. */
const UNREADABLE_FIELDS: Fault[] = [
  [LENGTH, 'a:1:{i:1;s:9:"x";}'],
  ['customfields must be UTF-8 text', Buffer.from('{"1":"\xfc"}', 'latin1').toString('base64')],
  ['customfields: entry 1 has no id or name', [{ value: 'x' }]],
  ['customfields: entry 1 has no value', [{ id: 1 }]],
].map(([message, customfields]) => ({
  message: String(message),
  ...{ parameter: 'customfields', undecodable: true, params: { customfields } },
}));

/** The faults of custom field values. */
const FIELD_FAULTS: Fault[] = [
  { message: CUSTOMFIELDS, parameter: 'customfields', undecodable: true, params: { customfields: '%' } },
  ...UNREADABLE_FIELDS,
  { message: NO_FIELD, params: { customfields: { none: 'x' } } },
  { message: NO_NUMBER, params: () => ({ customfields: { [numberField]: 'many' } }) },
  { message: NO_SIZE, params: () => ({ customfields: { [sizeField]: 'large' } }) },
];

const UNDECODABLE = [CUSTOMFIELDS, ...UNREADABLE_FIELDS.map(({ message }) => message)];
const notEvenFields = (...others: string[]) => [
  ...UNDECODABLE.map((one) => ({ why: 'fields that cannot be decoded have no values', one, others })),
  ...UNDECODABLE.map((one, index) => ({
    why: 'one parameter has one fault of encoding',
    one,
    others: UNDECODABLE.slice(index + 1),
  })),
];
const NO_ADDRESS_IS_BLOCKED = {
  why: 'an invalid address is not blocked',
  one: 'Email Address Invalid',
  others: ['The sender is blocked'],
};
const noDateInTheFuture = (message: string) => ({
  why: 'an invalid date is not in the future',
  one: 'Invalid Date Format',
  others: [message],
});
const apartFromGuests = (...faults: string[]) =>
  faults.map((one) => ({
    why: 'these faults are for guests, the other is for clients',
    one,
    others: [
      'Name and email address are required if not a client',
      'Email Address Invalid',
      'The sender is blocked',
      'The ticket was taken for spam',
    ],
  }));

const FILES = 'attachments must be a base64 encoded JSON list of {name, data}';
const NO_NAME = 'Attachment 1 has no file name';
const NO_DATA = 'Attachment "a.txt" has no data';
const NO_BASE64 = 'Attachment "a.txt": data is not valid base64';
const TOO_MANY = 'At most 2 attachments are allowed';
const NO_TYPE = 'Attachment "a.exe": this type of file is not allowed. Allowed are: txt';
const TOO_LARGE = 'Attachment "big.txt" is larger than the 100 bytes allowed';

const FILE_FAULTS: Fault[] = [
  { message: FILES, parameter: 'attachments', undecodable: true, params: { attachments: '%' } },
  {
    message: NO_NAME,
    ...{ parameter: 'attachments', undecodable: true, params: { attachments: [{ data: base64('text') }] } },
  },
  {
    message: NO_DATA,
    ...{ parameter: 'attachments', undecodable: true, params: { attachments: [{ name: 'a.txt' }] } },
  },
  {
    message: NO_BASE64,
    ...{ parameter: 'attachments', undecodable: true, params: { attachments: [{ name: 'a.txt', data: '*' }] } },
  },
  {
    message: TOO_MANY,
    params: { attachments: ['a', 'b', 'c'].map((name) => ({ name: `${name}.txt`, data: base64('text') })) },
  },
  { message: NO_TYPE, params: { attachments: [{ name: 'a.exe', data: base64('text') }] } },
  { message: TOO_LARGE, params: { attachments: [{ name: 'big.txt', data: base64('x'.repeat(101)) }] } },
];
const NOT_EVEN_FILES = {
  why: 'files that cannot be decoded are not checked',
  one: FILES,
  others: [NO_NAME, NO_DATA, NO_BASE64, TOO_MANY, NO_TYPE, TOO_LARGE],
};

/** Their order is that in which things arrive, and test/tickets/stale.test.ts tries it. */
const ARRIVED_MEANWHILE = {
  why: 'nothing arrives while this test calls',
  texts: [
    'Stopped: the ticket was merged into xxx meanwhile',
    'Stopped: xxx has replied meanwhile (reply xxx)',
    'Stopped: xxx has added a note meanwhile (note xxx)',
    'Stopped: the ticket was closed meanwhile',
  ],
};

const ONLY_FOR_CLIENTS = {
  why: 'only clients are refused long messages, and the program itself calls here',
  texts: ['Message may have at most 200000 characters'],
};

describe('OpenTicket', () => {
  const about = (serviceid: unknown, domainid: unknown) => ({ serviceid, domainid });
  const GUEST = { clientid: undefined };

  testRefusalOrder(world, 'OpenTicket', {
    right: () => ({
      ...{ clientid: client.clientId, name: 'Gus', email: 'gus@example.com' },
      ...{ deptid: 1, subject: 'Subject', message: 'Message' },
    }),
    faults: [
      ...FIELD_FAULTS,
      ...FILE_FAULTS,
      { message: NO_CONTRACT, params: () => ({ deptid: strictDepartment }) },
      { message: 'Subject is required', parameter: 'subject', params: { subject: ' ' } },
      { message: 'Message is required', parameter: 'message', params: { message: ' ' } },
      { message: 'Invalid Date Format', parameter: 'created', params: { created: 'yesterday' } },
      { message: 'Client ID Not Found', params: { clientid: UNKNOWN } },
      { message: 'The system cannot find the provided user ID.', params: { userid: UNKNOWN } },
      { message: 'Contact ID Not Found', params: { contactid: UNKNOWN } },
      { message: 'Name and email address are required if not a client', params: { ...GUEST, name: ' ' } },
      { message: 'Department ID not found', params: { deptid: UNKNOWN } },
      { message: 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High', params: { priority: 'Critical' } },
      {
        message: 'Only one of serviceid or domainid may be specified',
        params: () => [
          about(client.serviceId, client.domainId),
          ...[UNKNOWN, 'x'].flatMap((wrong) => [about(wrong, client.domainId), about(client.serviceId, wrong)]),
        ],
      },
      { message: 'Service ID Not Found', params: { serviceid: UNKNOWN } },
      { message: 'Domain ID Not Found', params: { domainid: UNKNOWN } },
      { message: 'Email Address Invalid', params: { ...GUEST, email: 'gus' } },
      { message: 'Ticket creation date cannot be in the future', params: inTheFuture },
      { message: 'The sender is blocked', params: { ...GUEST, email: 'anybody@spam.example' } },
      {
        message: 'The ticket was taken for spam',
        params: [
          { ...GUEST, message: 'Xyzzy!' },
          { ...GUEST, subject: 'Xyzzy!' },
        ],
      },
      { message: 'Unable to generate ticket number', params: {} },
      { message: 'Client ID Not Found', because: 'not a number', parameter: 'clientid', params: { clientid: 'ann' } },
      {
        message: 'The system cannot find the provided user ID.',
        ...{ because: 'not a number', parameter: 'userid', params: { userid: 'x' } },
      },
      { message: 'Contact ID Not Found', because: 'not a number', parameter: 'contactid', params: { contactid: 'x' } },
      { message: 'Department ID not found', because: 'none', parameter: 'deptid', params: { deptid: undefined } },
      { message: 'Service ID Not Found', because: 'not a number', parameter: 'serviceid', params: { serviceid: 'x' } },
      { message: 'Domain ID Not Found', because: 'not a number', parameter: 'domainid', params: { domainid: 'x' } },
    ],
    apart: [
      ...apartFromGuests('Client ID Not Found', 'Client ID Not Found (not a number)'),
      ...apartFromGuests('The system cannot find the provided user ID.', 'Contact ID Not Found'),
      {
        why: 'without its department, a field is unknown',
        one: NO_CONTRACT,
        others: ['Department ID not found', 'Department ID not found (none)'],
      },
      {
        why: 'a call with both is refused for having both',
        one: 'Service ID Not Found',
        others: ['Domain ID Not Found'],
      },
      NO_ADDRESS_IS_BLOCKED,
      noDateInTheFuture('Ticket creation date cannot be in the future'),
      ...notEvenFields(NO_FIELD, NO_NUMBER, NO_SIZE),
      NOT_EVEN_FILES,
    ],
    never: [ONLY_FOR_CLIENTS],
    pairs: 683,
  });
});

/** A required field cannot be removed from a ticket that has it. */
const CONTRACT_FAULT: Fault = { message: NO_CONTRACT, params: () => ({ customfields: { [contractField]: '' } }) };

describe('AddTicketReply', () => {
  const GUEST = { clientid: undefined };

  testRefusalOrder(world, 'AddTicketReply', {
    right: () => ({ ticketid: ticketId, message: 'Reply', name: 'Gus', email: 'gus@example.com' }),
    faults: [
      ...FIELD_FAULTS,
      ...FILE_FAULTS,
      CONTRACT_FAULT,
      { message: 'Message is required', parameter: 'message', params: { message: ' ' } },
      { message: 'Invalid Date Format', parameter: 'created', params: { created: 'yesterday' } },
      { message: 'Ticket ID not found', params: { ticketid: UNKNOWN } },
      { message: 'Client ID Not Found', params: { clientid: UNKNOWN } },
      {
        message: 'Contact ID Not Found',
        params: () => [{ clientid: client.clientId, contactid: UNKNOWN }, { contactid: UNKNOWN }],
      },
      { message: 'Name and email address are required if not a client', params: { ...GUEST, name: ' ' } },
      { message: 'Email Address Invalid', params: { ...GUEST, email: 'gus' } },
      { message: 'Invalid Ticket Status', params: { status: 'Sleeping' } },
      { message: 'Reply creation date cannot be in the future', params: inTheFuture },
      {
        message: 'Invalid quote. Must be none, last, all or ids of messages of the ticket',
        params: { quote: 'some' },
      },
      { message: 'The sender is blocked', params: { ...GUEST, email: 'anybody@spam.example' } },
      {
        message: 'The ticket was taken for spam',
        params: () => [
          { ...GUEST, message: 'Xyzzy!' },
          { ...GUEST, ticketid: spamTicketId },
        ],
      },
      { message: 'Ticket ID not found', because: 'not a number', parameter: 'ticketid', params: { ticketid: 'x' } },
      { message: 'Client ID Not Found', because: 'not a number', parameter: 'clientid', params: { clientid: 'ann' } },
      { message: 'Contact ID Not Found', because: 'not a number', parameter: 'contactid', params: { contactid: 'x' } },
    ],
    apart: [
      ...apartFromGuests('Client ID Not Found', 'Client ID Not Found (not a number)', 'Contact ID Not Found'),
      {
        why: 'an empty message is not spam',
        one: 'Message is required',
        others: ['The ticket was taken for spam'],
      },
      NO_ADDRESS_IS_BLOCKED,
      noDateInTheFuture('Reply creation date cannot be in the future'),
      ...notEvenFields(NO_FIELD, NO_NUMBER, NO_SIZE, NO_CONTRACT),
      NOT_EVEN_FILES,
    ],
    never: [ONLY_FOR_CLIENTS, ARRIVED_MEANWHILE],
    pairs: 411,
  });
});

describe('AddTicketNote', () => {
  testRefusalOrder(world, 'AddTicketNote', {
    right: () => ({ ticketid: ticketId, message: 'Note' }),
    faults: [
      ...FILE_FAULTS,
      { message: 'Message is required', parameter: 'message', params: { message: ' ' } },
      { message: 'Invalid Date Format', parameter: 'created', params: { created: 'yesterday' } },
      { message: 'Ticket ID not found', params: { ticketid: UNKNOWN } },
      { message: 'Ticket creation date cannot be in the future', params: inTheFuture },
      { message: 'Ticket ID not found', because: 'not a number', parameter: 'ticketid', params: { ticketid: 'x' } },
    ],
    apart: [noDateInTheFuture('Ticket creation date cannot be in the future'), NOT_EVEN_FILES],
    never: [ARRIVED_MEANWHILE],
    pairs: 58,
  });
});

describe('UpdateTicket', () => {
  const COPIES = 'A ticket may have at most 10 addresses in cc';
  const copiesTo = (...emails: string[]) => ({ cc: emails.join(',') });
  const MANY_TAGS = 'A ticket may have at most 50 tags';
  const LONG_TAG = 'x'.repeat(101);
  const tags = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`).join(',');
  const eleven = Array.from({ length: 11 }, (_, index) => `a${index}@example.com`);

  testRefusalOrder(world, 'UpdateTicket', {
    right: () => ({ ticketid: ticketId, subject: 'Another' }),
    faults: [
      ...FIELD_FAULTS,
      CONTRACT_FAULT,
      { message: 'Invalid Date Format', parameter: 'created', params: { created: 'yesterday' } },
      { message: 'Ticket ID Not Found', params: { ticketid: UNKNOWN } },
      { message: 'Department ID Not Found', params: { deptid: UNKNOWN } },
      { message: 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High', params: { priority: 'Critical' } },
      {
        message: 'Invalid Ticket Status. Valid statuses are: Open,Answered,Customer-Reply,On Hold,In Progress,Closed',
        params: { status: 'Sleeping' },
      },
      { message: 'Admin ID Not Found', params: { flag: 'nobody' } },
      { message: 'Ticket Category ID Not Found', params: { categoryid: UNKNOWN } },
      { message: 'Ticket Type ID Not Found', params: { typeid: UNKNOWN } },
      { message: 'Client ID Not Found', params: { userid: UNKNOWN } },
      { message: 'Email Address Invalid', params: { email: 'gus' } },
      { message: 'Email Address Invalid', because: 'in cc', params: [copiesTo('gus'), copiesTo(...eleven, 'gus')] },
      { message: COPIES, params: [copiesTo(...eleven), copiesTo(...eleven, 'gus')] },
      { message: 'Ticket creation date cannot be in the future', params: inTheFuture },
      { message: MANY_TAGS, params: [{ tags: tags(51) }, { tags: `${tags(50)},${LONG_TAG}` }] },
      {
        message: 'A tag may have at most 100 characters',
        params: [{ tags: LONG_TAG }, { tags: `${tags(50)},${LONG_TAG}` }],
      },
      {
        message: 'A ticket can be snoozed only until a time in the future',
        params: { snoozeuntil: '2020-01-01 00:00:00' },
      },
      { message: 'Ticket ID Not Found', because: 'not a number', parameter: 'ticketid', params: { ticketid: 'x' } },
      { message: 'Department ID Not Found', because: 'not a number', parameter: 'deptid', params: { deptid: 'x' } },
      { message: 'Client ID Not Found', because: 'not a number', parameter: 'userid', params: { userid: 'ann' } },
    ],
    apart: [
      noDateInTheFuture('Ticket creation date cannot be in the future'),
      ...notEvenFields(NO_FIELD, NO_NUMBER, NO_SIZE, NO_CONTRACT),
    ],
    never: [{ why: 'only a client gets it', texts: ['Only our staff can close this ticket'] }],
    pairs: 343,
  });
});

describe('MergeTicket', () => {
  testRefusalOrder(world, 'MergeTicket', {
    right: () => ({ ticketid: ticketId, mergeticketids: [spamTicketId] }),
    faults: [
      { message: 'Ticket ID Required', parameter: 'ticketid', params: { ticketid: undefined } },
      { message: 'Merge Ticket IDs Required', parameter: 'mergeticketids', params: { mergeticketids: undefined } },
      {
        message: 'At most 50 tickets can be merged at once',
        params: { mergeticketids: Array.from({ length: 51 }, (_, index) => UNKNOWN + index) },
      },
      { message: 'Ticket ID Invalid', params: { ticketid: UNKNOWN } },
      { message: `Invalid Merge Ticket IDs: ${UNKNOWN}`, params: { mergeticketids: [UNKNOWN] } },
      { message: 'Ticket ID Required', because: 'not a number', parameter: 'ticketid', params: { ticketid: 'x' } },
      { message: 'Merge Ticket IDs Required', because: 'only commas', params: { mergeticketids: ' , ,' } },
    ],
    apart: [
      ...['Ticket ID Required', 'Ticket ID Required (not a number)'].map((one) => ({
        why: 'an invalid id is not looked up',
        one,
        others: ['Ticket ID Invalid'],
      })),
      ...['Merge Ticket IDs Required', 'Merge Ticket IDs Required (only commas)'].map((one) => ({
        why: 'an empty list is not too long and names no wrong ticket',
        one,
        others: ['At most 50 tickets can be merged at once', `Invalid Merge Ticket IDs: ${UNKNOWN}`],
      })),
    ],
    pairs: 13,
  });
});

describe('AddClient', () => {
  const NO_OWN_FIELD = 'Custom field "none" does not exist';
  const NO_WEIGHT = 'Custom field "Weight" must be a number';
  const NO_SHOE = 'Custom field "Shoe" does not have the required format';
  const NO_COLOUR = 'You did not provide required custom field value for Colour';
  const TAKEN = 'A user already exists with that email address';
  const TOO_COMMON = 'Choose a password of at least 10 characters that is not among the most common ones';
  const TOO_LONG = 'A password may have at most 72 bytes';
  const BLOCKED = 'The email address entered is not available for use.';
  const NO_EMAIL = 'You did not enter your email address';
  const WRONG_EMAIL = 'The email address you entered was not valid';
  let colour: number;

  beforeAll(async () => {
    await world.customField({ name: 'Weight', type: 'number', owner: 'client' });
    await world.customField({ name: 'Shoe', type: 'text', pattern: '^\\d+$', owner: 'client' });
    colour = await world.customField({ name: 'Colour', type: 'text', owner: 'client', required: true });
    for (const email of ['known@example.com', 'known@spam.example'])
      await world.done('AddUser', { firstname: 'Kit', lastname: 'Own', email, password2: 'a long password' });
  });

  /** With and without the required field. */
  const fields = (wrong: Record<string, unknown>) => () => [
    { customfields: { ...wrong, [colour]: 'red' } },
    { customfields: wrong },
  ];
  /** Adds a new user, who needs a password and an address of their own. */
  const MADE = { owner_user_id: undefined };

  testRefusalOrder(world, 'AddClient', {
    right: () => ({
      ...{ firstname: 'Eve', lastname: 'Fox', email: 'eve@example.com', address1: '1 High Street', city: 'Leeds' },
      ...{ state: 'Yorkshire', postcode: 'LS1 1AA', country: 'GB', phonenumber: '0113 496 0000' },
      customfields: { [colour]: 'red' },
    }),
    faults: [
      { message: CUSTOMFIELDS, parameter: 'customfields', undecodable: true, params: { customfields: '%' } },
      ...UNREADABLE_FIELDS,
      { message: 'clientip must be an IP address', parameter: 'clientip', params: { clientip: '<b>' } },
      { message: TOO_COMMON, params: { ...MADE, password2: 'nine char' } },
      { message: TOO_LONG, params: { ...MADE, password2: 'a long password '.repeat(5).slice(0, 73) } },
      { message: 'Invalid Owner User ID', params: { owner_user_id: UNKNOWN } },
      { message: 'You did not enter your first name', params: { firstname: ' ' } },
      { message: 'You did not enter your last name', params: { lastname: ' ' } },
      { message: NO_EMAIL, params: { email: ' ' } },
      { message: WRONG_EMAIL, params: { email: 'a@b' } },
      { message: 'You did not enter your  address line 1', params: { address1: ' ' } },
      { message: 'You did not enter your city', params: { city: ' ' } },
      { message: 'You did not enter your state', params: { state: ' ' } },
      { message: 'You did not enter your postcode', params: { postcode: ' ' } },
      { message: 'Valid country required', params: { country: 'XX' } },
      { message: 'You did not enter your phone number', params: { phonenumber: ' ' } },
      { message: 'Invalid telephone phone number', params: { phonenumber: 'call me' } },
      { message: 'Client Group ID Not Found', params: { groupid: UNKNOWN } },
      { message: NO_OWN_FIELD, params: fields({ none: 'x' }) },
      { message: NO_WEIGHT, params: fields({ Weight: 'heavy' }) },
      { message: NO_SHOE, params: fields({ Shoe: 'large' }) },
      { message: NO_COLOUR, params: () => ({ customfields: { [colour]: '' } }) },
      { message: BLOCKED, params: [{ email: 'anybody@spam.example' }, { email: 'known@spam.example' }] },
      {
        message: TAKEN,
        params: [
          { ...MADE, email: 'known@example.com' },
          { ...MADE, email: 'known@spam.example' },
        ],
      },
      {
        message: 'Invalid Owner User ID',
        ...{ because: 'not a number', parameter: 'owner_user_id', params: { owner_user_id: 'x' } },
      },
      { message: NO_EMAIL, because: 'none', parameter: 'email', params: { email: undefined } },
      {
        message: 'Client Group ID Not Found',
        ...{ because: 'not a number', parameter: 'groupid', params: { groupid: 'x' } },
      },
    ],
    apart: [
      ...['Invalid Owner User ID', 'Invalid Owner User ID (not a number)'].map((one) => ({
        why: 'no user is added if the call names one',
        one,
        others: [TOO_COMMON, TOO_LONG, TAKEN],
      })),
      ...[NO_EMAIL, `${NO_EMAIL} (none)`].map((one) => ({
        why: 'a missing address is neither invalid, blocked nor known',
        one,
        others: [WRONG_EMAIL, BLOCKED, TAKEN],
      })),
      { why: 'an invalid address is neither blocked nor known', one: WRONG_EMAIL, others: [BLOCKED, TAKEN] },
      {
        why: 'a missing number is not invalid',
        one: 'You did not enter your phone number',
        others: ['Invalid telephone phone number'],
      },
      { why: 'a call has one password', one: TOO_COMMON, others: [TOO_LONG] },
      ...notEvenFields(NO_OWN_FIELD, NO_WEIGHT, NO_SHOE, NO_COLOUR),
    ],
    pairs: 386,
  });
});
