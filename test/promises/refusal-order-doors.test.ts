import { asClient, ask, asProgram, asReseller, ENVELOPES, withApiKey } from '../support/doors';
import { type Fault, testRefusalOrder } from '../support/refusal-order';
import { patternOf, schemaOf } from '../support/refusals';
import { type HttpAnswer, refuseUnknown, useWorld } from '../support/world';

/** The only number that the ticket mask can make is taken, so that even a valid call opens no ticket. */
const world = useWorld((config) => {
  const attachments = { attachmentExtensions: new Set(['txt']), attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
  config.desk = { ...config.desk, ...attachments, ticketMask: 'NUMBERXISXTAKEN' };
  config.rateLimit.requestsPerMinute = 100_000;
  refuseUnknown(config);
});

const UNKNOWN = 999_999;
const GUS = 'gus@example.com';
const SPAMMER = 'anybody@spam.example';
const JO = 'jo@staff.example.com';

let clientId: number;
let numberField: number;
let sizeField: number;
let strictDepartment: number;
let contractField: number;
let ticketId: number;
/** A ticket whose author is blocked. */
let spamTicketId: number;
/** A program on behalf of a member of staff who works only in the department whose tickets must have a field. */
let strictProgram: Record<string, string>;
let program: Record<string, string>;
let staffKey: Record<string, string>;
let client: Record<string, string>;
let clientTicketId: number;

beforeAll(async () => {
  ({ clientId } = await world.client('Ann Lee'));
  numberField = await world.customField({ name: 'Count', type: 'number' });
  sizeField = await world.customField({ name: 'Size', type: 'text', pattern: '^[SML]$' });
  strictDepartment = await world.department({ name: 'Strict' });
  const contract = { name: 'Contract', required: true, departmentId: strictDepartment } as const;
  contractField = await world.customField({ type: 'text', ...contract });
  ({ id: spamTicketId } = await world.ticket({ email: SPAMMER }));
  await world.change(`update tickets set number = 'ANOTHER'`);
  ({ id: ticketId } = await world.ticket({ email: GUS }));
  await world.change(`update tickets set number = 'YET ANOTHER' where id = $1`, [ticketId]);
  ({ id: clientTicketId } = await world.ticket({ clientid: clientId }));
  await world.done('AddSpamFilter', { type: 'sender', pattern: '@spam.example' });
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'xyzzy' });
  strictProgram = await asProgram(world, ['*'], await world.admin('kim', { departmentIds: [strictDepartment] }));
  program = await asProgram(world);
  client = await asClient(world, clientId);
  staffKey = await withApiKey(world, { staffId: await world.admin('jo', { email: JO }) });
});

const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index));

const NO_FIELD = `Custom field "${UNKNOWN}" does not exist in this department`;
const NO_NUMBER = 'Custom field "Count" must be a number';
const NO_SIZE = 'Custom field "Size" does not have the required format';
const NO_CONTRACT = 'Custom field "Contract" is required';
const BLOCKED = 'The sender is blocked';
const SPAM = 'The ticket was taken for spam';
const LONG_TAGS = 'A ticket may have at most 50 tags';
const LONG_TAG = 'A tag may have at most 100 characters';
const TOO_MANY = 'At most 2 attachments are allowed';

const TAG_FAULTS: Fault[] = [
  { message: LONG_TAGS, params: { tags: many(51, String) } },
  { message: LONG_TAG, params: { tags: ['x'.repeat(101)] } },
];

describe('in the Socialboards API', () => {
  const refusalIn = ({ json }: HttpAnswer): string => {
    const message = String(json?.errorText);
    expect(json).toEqual(ENVELOPES.socialboards(Number(json?.errorCode), message));
    return message;
  };

  const NO_LINK = 'Parameter "attachments[0].url" must be an http:// or https:// URL';
  const SECRET_LINK = 'Parameter "attachments[0].url" must not contain a user name or password';
  const LONG_LINK = 'Parameter "attachments[0].url" may have at most 2000 characters';
  const link = (url: string) => ({ attachments: [{ url }] });
  const LINK_FAULTS: Fault[] = [
    { message: TOO_MANY, params: { attachments: many(3, () => ({ url: 'https://a.example/' })) } },
    { message: NO_LINK, params: link('ftp://a.example/') },
    { message: SECRET_LINK, params: link('https://:secret@a.example/') },
    { message: LONG_LINK, params: link(`https://a.example/${'x'.repeat(2000)}`) },
  ];
  const LINK_BY_LINK = [
    { why: 'all is checked of one link before the next', one: NO_LINK, others: [SECRET_LINK, LONG_LINK] },
    { why: 'all is checked of one link before the next', one: SECRET_LINK, others: [LONG_LINK] },
  ];

  describe('CreateTicket', () => {
    const NO_ONE = 'Parameter "creator" must have a name or an email';
    const NO_EMAIL = 'Parameter "creator.email" must be an e-mail address';
    const NO_IMAGE = 'Parameter "creator.image" must be an http:// or https:// URL';
    const SECRET_IMAGE = 'Parameter "creator.image" must not contain a user name or password';

    testRefusalOrder(world, 'socialboards/CreateTicket', {
      answerTo: async (params) => refusalIn(await ask(world, strictProgram, 'POST', '/tickets', params)),
      right: () => ({
        ...{ message: 'Message', creator: { name: 'Gus', email: GUS } },
        customFields: [{ id: contractField, value: '7' }],
      }),
      faults: [
        ...LINK_FAULTS,
        ...TAG_FAULTS,
        { message: NO_IMAGE, params: { creator: { image: 'javascript:x()' } } },
        { message: SECRET_IMAGE, params: { creator: { image: 'https://user@a.example/' } } },
        { message: NO_ONE, params: { creator: { name: ' ', email: ' ' } } },
        { message: NO_EMAIL, params: { creator: { email: 'gus' } } },
        {
          message: 'Parameter "assigneeId" must be the id of a teammate, as /Teammates lists them',
          params: { assigneeId: 'nobody' },
        },
        {
          message: 'Parameter "categoryId" must be the id of a category, as /categories lists them',
          params: { categoryId: UNKNOWN },
        },
        { message: NO_FIELD, params: { customFields: [{ id: UNKNOWN, value: 'x' }] } },
        { message: NO_NUMBER, params: () => ({ customFields: [{ id: numberField, value: 'many' }] }) },
        { message: NO_SIZE, params: () => ({ customFields: [{ id: sizeField, value: 'large' }] }) },
        { message: NO_CONTRACT, params: { customFields: [] } },
        { message: BLOCKED, params: () => ({ creator: { email: SPAMMER } }) },
        { message: SPAM, params: { message: 'Xyzzy!' } },
      ],
      apart: [
        ...LINK_BY_LINK,
        { why: 'there is only one picture', one: NO_IMAGE, others: [SECRET_IMAGE] },
        { why: 'a missing address is neither invalid nor blocked', one: NO_ONE, others: [NO_EMAIL, BLOCKED] },
        { why: 'an invalid address is not blocked', one: NO_EMAIL, others: [BLOCKED] },
      ],
      never: [
        {
          why: 'they depend on the desk, not on the call',
          texts: ['This desk has no department to open tickets in', 'This desk has no priority xxx'],
        },
      ],
      pairs: 146,
    });
  });

  describe('CreateReply', () => {
    const NO_AUTHOR = 'Parameter "author" is required: no teammate is behind this token';
    const STRANGER = `Parameter "author.email" must be the address of a teammate or of the ticket's author`;
    const NO_DRAFT = 'Parameter "isDraft" can be true only for a teammate';
    const NO_TICKET = 'Ticket ID not found';
    const byGus = { author: { email: GUS } };
    const bySpammer = () => ({ ticketId: spamTicketId, author: { email: SPAMMER } });

    testRefusalOrder(world, 'socialboards/CreateReply', {
      answerTo: async ({ ticketId: id, ...params }) =>
        refusalIn(await ask(world, program, 'POST', `/tickets/${id}/replies`, params)),
      right: () => ({ ticketId, message: 'Message', author: { email: JO } }),
      faults: [
        ...LINK_FAULTS,
        { message: NO_TICKET, params: { ticketId: UNKNOWN } },
        {
          message: 'Parameter "parentReplyId" must be the id of a reply to this ticket',
          params: { parentReplyId: UNKNOWN },
        },
        { message: STRANGER, params: { author: { email: 'nobody@example.com' } } },
        { message: NO_AUTHOR, params: { author: undefined } },
        {
          message: NO_DRAFT,
          params: () => [
            { ...byGus, isDraft: true },
            { ...bySpammer(), isDraft: true },
          ],
        },
        { message: BLOCKED, params: bySpammer },
        {
          message: SPAM,
          params: () => [
            { ...byGus, message: 'Xyzzy!' },
            { ...bySpammer(), message: 'Xyzzy!' },
          ],
        },
      ],
      apart: [
        ...LINK_BY_LINK,
        { why: 'a missing ticket has no author who could be blocked', one: NO_TICKET, others: [BLOCKED] },
        { why: 'a stranger is refused as such', one: STRANGER, others: [NO_AUTHOR, NO_DRAFT, BLOCKED, SPAM] },
        { why: 'a missing author is refused as such', one: NO_AUTHOR, others: [NO_DRAFT, BLOCKED, SPAM] },
      ],
      pairs: 44,
    });
  });
});

describe('for a client of the reseller API', () => {
  const LONG_MESSAGE: Fault = {
    message: 'Message may have at most 200000 characters',
    params: { message: 'x'.repeat(200_001) },
  };
  const reseller = asReseller(world, () => client);
  const refusalOf = (action: string) => async (params: Record<string, unknown>) =>
    String((await reseller(action, params)).message);
  /** The texts that are tested for the program itself. Only clients are refused long messages. */
  const tested = (action: string, faults: Fault[]) => ({
    why: 'their order does not depend on the caller',
    texts: schemaOf(action)['x-refusals'].filter(
      (text) => !faults.some(({ message }) => patternOf(text).test(message)),
    ),
  });

  describe('OpenTicket', () => {
    const faults: Fault[] = [
      { message: 'Client ID Not Found', params: () => ({ clientid: clientId + 1 }) },
      LONG_MESSAGE,
      { message: 'Contact ID Not Found', params: { contactid: UNKNOWN } },
      { message: 'Department ID not found', params: { deptid: UNKNOWN } },
    ];
    testRefusalOrder(world, 'OpenTicket', {
      answerTo: refusalOf('OpenTicket'),
      right: () => ({ deptid: 1, subject: 'Subject', message: 'Message' }),
      faults,
      apart: [],
      never: [tested('OpenTicket', faults)],
      pairs: 6,
    });
  });

  describe('AddTicketReply', () => {
    const faults: Fault[] = [
      { message: 'Ticket ID not found', params: { ticketid: UNKNOWN } },
      { message: 'Client ID Not Found', params: () => ({ clientid: clientId + 1 }) },
      { message: 'Contact ID Not Found', params: { contactid: UNKNOWN } },
      LONG_MESSAGE,
      { message: NO_FIELD, params: { customfields: { [UNKNOWN]: 'x' } } },
    ];
    testRefusalOrder(world, 'AddTicketReply', {
      answerTo: refusalOf('AddTicketReply'),
      right: () => ({ ticketid: clientTicketId, message: 'Message' }),
      faults,
      apart: [],
      never: [tested('AddTicketReply', faults)],
      pairs: 10,
    });
  });
});

describe('CreateTicket in the HelpDeskEddy API', () => {
  const NO_CLIENT = 'Parameter "user_id" must be the id of a client';
  const NO_EMAIL = 'Parameter "user_email" must be an e-mail address';
  const NO_DEPARTMENT = 'Parameter "department_id" must be the id of a department';
  const NO_TITLE = 'Parameter "title" is required';
  const EMPTY_TITLE = 'Parameter "title" must not be empty';
  const NO_TEXT = 'Parameter "description" is required';
  const EMPTY_TEXT = 'Parameter "description" must not be empty';
  const byEmail = (email: string) => ({ user_id: undefined, user_email: email });
  const file = (name: string, text = 'text') => ({ files: [{ name, text }] });

  /** Sends a multipart form, because JSON has no files. */
  async function refusalTo({ files = [], ...params }: Record<string, unknown>): Promise<string> {
    const body = new FormData();
    for (const [name, value] of Object.entries(params)) {
      if (value !== undefined) body.append(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
    for (const { name, text } of files as { name: string; text: string }[]) {
      body.append('files[]', new Blob([text]), name);
    }
    const { json } = await world.send('/api/v2/tickets/', { method: 'POST', headers: staffKey, body });
    const [error] = (json?.errors ?? []) as { code: string; details: string }[];
    expect(json).toEqual(ENVELOPES.helpdeskeddy(Number(error?.code.slice(2)), String(error?.details)));
    return String(error?.details);
  }

  testRefusalOrder(world, 'helpdeskeddy/CreateTicket', {
    answerTo: refusalTo,
    right: () => ({ title: 'Title', description: 'Text', user_id: clientId }),
    faults: [
      ...TAG_FAULTS,
      { message: NO_TITLE, parameter: 'title', params: { title: undefined } },
      { message: EMPTY_TITLE, parameter: 'title', params: { title: ' ' } },
      { message: NO_TEXT, parameter: 'description', params: { description: undefined } },
      { message: EMPTY_TEXT, parameter: 'description', params: { description: ' ' } },
      {
        message: 'Parameter "sla_date" must be a date and time such as 31.01.2027 09:00, or empty',
        ...{ parameter: 'sla_date', params: { sla_date: 'tomorrow' } },
      },
      {
        message: 'Parameter "freeze_date" must be a date and time such as 31.01.2027 09:00, or empty',
        ...{ parameter: 'freeze_date', params: { freeze_date: 'tomorrow' } },
      },
      { message: 'Parameter "pid" must be the id of a ticket', params: { pid: UNKNOWN } },
      {
        message: 'Parameter "status_id" must be one of open, answered, customer-reply, on-hold, process, closed',
        params: { status_id: 'nonsense' },
      },
      { message: 'Parameter "priority_id" must be one of 1, 2, 3', params: { priority_id: UNKNOWN } },
      { message: 'Parameter "type_id" must be one of 0, 1, 2, 3', params: { type_id: UNKNOWN } },
      { message: NO_DEPARTMENT, params: { department_id: UNKNOWN } },
      { message: 'Parameter "owner_id" must be the id of a staff user', params: { owner_id: UNKNOWN } },
      {
        message: `Parameter "followers" must list ids of staff users; ${UNKNOWN} is none`,
        params: { followers: [UNKNOWN] },
      },
      { message: NO_FIELD, params: { custom_fields: { [UNKNOWN]: 'x' } } },
      { message: NO_NUMBER, params: () => ({ custom_fields: { [numberField]: 'many' } }) },
      { message: NO_SIZE, params: () => ({ custom_fields: { [sizeField]: 'large' } }) },
      { message: NO_CONTRACT, params: () => ({ department_id: strictDepartment }) },
      { message: TOO_MANY, params: { files: many(3, (index) => ({ name: `${index}.txt`, text: 'text' })) } },
      {
        message: 'Attachment "a.exe": this type of file is not allowed. Allowed are: txt',
        params: file('a.exe'),
      },
      { message: 'Attachment "a.txt" is larger than the 100 bytes allowed', params: file('a.txt', 'x'.repeat(101)) },
      { message: NO_CLIENT, params: { user_id: UNKNOWN } },
      { message: NO_EMAIL, params: byEmail('nobody') },
      { message: BLOCKED, params: byEmail(SPAMMER) },
    ],
    apart: [
      { why: 'a missing title is not empty', one: NO_TITLE, others: [EMPTY_TITLE] },
      { why: 'a missing text is not empty', one: NO_TEXT, others: [EMPTY_TEXT] },
      { why: 'without its department, a field is unknown', one: NO_CONTRACT, others: [NO_DEPARTMENT] },
      { why: 'the address counts only without an id', one: NO_CLIENT, others: [NO_EMAIL, BLOCKED] },
      { why: 'an invalid address is not blocked', one: NO_EMAIL, others: [BLOCKED] },
    ],
    never: [
      { why: 'it depends on the desk, not on the call', texts: ['Parameter "department_id" is required'] },
      { why: 'staff may name any address', texts: ['Parameter "user_email" must be your own'] },
      { why: 'this caller has an address', texts: ['Parameter "user_id" or "user_email" is required'] },
    ],
    pairs: 294,
  });
});
