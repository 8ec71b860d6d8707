import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  await world.admin('jo');
});

test('keeps ids of what it names, and is its own owner unless it is shared', async () => {
  const answer = await world.done(
    'AddMacro',
    { name: ' Paid ', key: 'g 1', status: 'closed', flag: 'ME', addtags: 'a, b' },
    'jo',
  );
  expectAnswer('AddMacro', answer);
  expect(await world.logged()).toMatchObject({ changes: { name: [null, 'Paid'] } });
  await world.done('AddMacro', { name: 'All', shared: true, priority: 'high', flag: '0', snoozehours: 4 }, 'jo');
  await world.done('AddMacro', { name: 'Of a program', note: 'n', deptid: 1, flag: 'jo', sortorder: 9 });
  const rows = await world.rows(
    `select m.name, m.key, s.username as owner, t.title as status, p.name as priority, department_id as dept, assignee,
       add_tags as tags, snooze_hours as hours, note_body as note, m.sort_order as place
     from macros m left join staff s on s.id = m.staff_id left join statuses t on t.id = m.status_id
       left join priorities p on p.id = m.priority_id order by m.id`,
  );
  const nothing = { key: null, owner: null, status: null, priority: null, dept: null, tags: '', hours: null, note: '' };
  const [{ id: jo }] = (await world.rows<{ id: number }>('select id from staff')) as [{ id: number }];
  expect(rows).toEqual([
    { ...nothing, name: 'Paid', key: 'g 1', owner: 'jo', status: 'Closed', assignee: 'me', tags: 'a,b', place: 1 },
    { ...nothing, name: 'All', priority: 'High', assignee: '0', hours: 4, place: 2 },
    { ...nothing, name: 'Of a program', dept: 1, assignee: String(jo), note: 'n', place: 9 },
  ]);
});

const NAME = 'Name is required, with at most 250 characters';
const KEY = 'A key is one or two keystrokes, such as 1, Alt+p or q r';
const macro = { name: 'M', status: 'Closed' };

testRefusals(world, 'AddMacro', [
  { message: NAME, params: { status: 'Closed' } },
  { message: KEY, params: { ...macro, key: 'a b c' } },
  { message: 'A reply may have at most 65535 characters', params: { ...macro, reply: 'x'.repeat(65_536) } },
  { message: 'A note may have at most 65535 characters', params: { ...macro, note: 'x'.repeat(65_536) } },
  { message: 'Department ID Not Found', params: { ...macro, deptid: 999 } },
  {
    message: 'Invalid Ticket Priority. Valid priorities are: Low,Medium,High',
    params: { ...macro, priority: 'Gone' },
  },
  {
    message: 'Invalid Ticket Status. Valid statuses are: Open,Answered,Customer-Reply,On Hold,In Progress,Closed',
    params: { ...macro, status: 'Gone' },
  },
  { message: 'Admin ID Not Found', params: { ...macro, flag: 'gone' } },
  {
    message: 'A ticket may have at most 50 tags',
    params: { ...macro, addtags: Array.from({ length: 51 }, (_, at) => `t${at}`) },
  },
  { message: 'A tag may have at most 100 characters', params: { ...macro, removetags: 'x'.repeat(101) } },
  { message: 'A macro must change something', params: { name: 'M', shared: true, reply: '' } },
]);
