import type { Registered } from '../../../calls/registry';
import { type ItemView, itemPage } from '../../../pages/console/setup/item-page';
import { actionLabel, listLabel } from '../../../pages/console/setup/labels';
import { listPage } from '../../../pages/console/setup/list-page';
import { type SetupLink, toSetup } from '../../../pages/console/setup/parts';
import type { Reply } from '../../door';
import { gone, goTo, orAgain, showConsole } from '../console-page';
import { isList, rowsOf } from './answers';
import type { Family } from './families';
import { findOne } from './finding';
import { PAGING, queryOf, startOf } from './list';
import { addressOf, listedOf, type Scene } from './listing';
import { slugOf } from './names';
import { nameOf } from './naming';
import { DO } from './overview';
import { answeredTo, askOnce, familyIn, formFields, isTelling, keyOf, shownAs } from './scene';
import { paramsOf, sentIn } from './sent';

/** An action on a page of its own. */
interface Task {
  action: Registered;
  /** What the page says already: which thing it is about. */
  fixed: Record<string, string>;
  noun: string;
  to: string;
  trail: SetupLink[];
  /** Where it leads when it is done. */
  back: string;
  isRemoval: boolean;
}

/** Shows and does what is done with one thing, deleting it included. */
export async function answerItemTask(scene: Scene): Promise<Reply> {
  const { desk, setUp } = scene;
  const { visit } = desk;
  const family = familyIn(scene);
  const { id, remove, tasks, list, noun, slug } = family;
  const itemId = desk.params.item ?? '';
  const action = [...tasks, ...(remove === undefined ? [] : [remove])].find(
    ({ name }) => slugOf(name) === desk.params.task,
  );
  if (action === undefined || id === undefined || !visit.may(action.name)) throw gone(desk);
  const names = Object.keys(action.schema.properties);
  const parameter =
    names.find((name) => name === id.parameter) ?? names.find((name) => setUp.referred(name, action.name) === family);
  if (parameter === undefined) throw gone(desk);
  const isRemoval = action === remove;
  const title = await titleOf(scene, family, itemId);
  const at = addressOf(family, itemId);
  return answerTask(scene, {
    ...{ action, noun, isRemoval, fixed: { ...shownAs(action), [parameter]: itemId } },
    to: `${at}/${slugOf(action.name)}`,
    trail: [
      { name: listLabel(visit, noun, list.name), to: slug },
      { name: title, to: at },
    ],
    back: isRemoval ? slug : at,
  });
}

/** Somebody may do something with a thing that they may not see. */
async function titleOf(scene: Scene, family: Family, id: string): Promise<string> {
  const { visit } = scene.desk;
  const maySee = visit.may(family.list.name) || (family.detail !== undefined && visit.may(family.detail.name));
  return maySee ? nameOf((await findOne(scene, family, id)).item) : `#${id}`;
}

/** Shows and does what belongs to no one thing. */
export async function answerCommonTask(scene: Scene): Promise<Reply> {
  const { desk, setUp } = scene;
  const all = [...setUp.others, ...setUp.families.flatMap(({ commonTasks }) => commonTasks)];
  const action = all.find(({ name }) => slugOf(name) === desk.params.task);
  if (action === undefined || !desk.visit.may(action.name)) throw gone(desk);
  const family = setUp.families.find(({ commonTasks }) => commonTasks.includes(action));
  const above =
    family === undefined ? [] : [{ name: listLabel(desk.visit, family.noun, family.list.name), to: family.slug }];
  const to = `${DO}/${slugOf(action.name)}`;
  return answerTask(scene, { ...{ action, to, trail: above, isRemoval: false, fixed: {}, noun: '' }, back: to });
}

async function answerTask(scene: Scene, task: Task): Promise<Reply> {
  const { desk } = scene;
  const { action, fixed } = task;
  if (action.schema['x-access'] === 'read') return answerReading(scene, task);
  if (desk.req.method !== 'POST') return showConsole(await taskOf(scene, task, {}));
  const params = { ...paramsOf(action.schema, sentIn(desk.fields)), ...fixed };
  return orAgain(
    desk,
    async () => {
      const answer = await askOnce(desk, action, params);
      const next = madeBy(scene, action, answer) ?? task.back;
      if (!isTelling(action) && next !== task.to) return goTo(desk, toSetup(next), { done: '1' });
      const answered = await answeredTo(scene, action, desk.visit.texts.setup.answer, answer);
      // What was entered is done with: sending it again would be another call.
      const fresh = { ...scene, desk: { ...desk, fields: {} } };
      return showConsole(await taskOf(fresh, task, { answered, done: desk.visit.texts.setup.done }));
    },
    (problem, { message: refusal }) => taskOf(scene, task, { problem, refusal }),
  );
}

/** What came of an action, if its answer names nothing but that: a test of a webhook is a delivery, which may fail. */
function madeBy({ desk, setUp }: Scene, { name, schema }: Registered, answer: Record<string, unknown>) {
  const named = Object.entries(answer).filter(([member]) => member !== 'result');
  const [member = '', id] = named[0] ?? [];
  const family = setUp.referred(member, name);
  if (named.length !== 1 || family === undefined || member in schema.properties) return undefined;
  return desk.visit.may(family.list.name) ? addressOf(family, id) : undefined;
}

/** Shows what an action reads, at once if nothing need be entered for it. */
async function answerReading(scene: Scene, task: Task): Promise<Reply> {
  const { desk } = scene;
  const { action, fixed } = task;
  const { schema, name } = action;
  const sent = sentIn(desk.fields);
  const entered = paramsOf(schema, sent);
  const params = { ...entered, ...fixed };
  const lacks = (schema.required ?? []).some((one) => !(one in params));
  if (lacks && sent.names([]).length === 0) return showConsole(await taskOf(scene, task, {}));
  const rows = rowsOf(schema['x-answer']);
  return orAgain(
    desk,
    async () => {
      if (desk.problem !== undefined) throw desk.problem;
      if (rows === undefined || !isList(schema['x-answer'])) {
        const answer = await desk.ask(name, params);
        const answered = await answeredTo(scene, action, desk.visit.texts.setup.answer, answer);
        return showConsole(await taskOf(scene, task, { answered }));
      }
      return showConsole(
        listPage(desk.visit, {
          ...{ title: actionLabel(desk.visit, name), description: schema.description, to: task.to, above: task.trail },
          filter: await formFields(scene, { action, fixed: { ...PAGING, ...fixed }, noun: task.noun }),
          listed: await listedOf(scene, action, rows, params, startOf(desk.fields.start)),
          ...{ links: [], done: '', isFiltered: Object.keys(entered).length > 0, query: queryOf(entered) },
        }),
      );
    },
    (problem, { message: refusal }) => taskOf(scene, task, { problem, refusal }),
  );
}

async function taskOf(
  scene: Scene,
  task: Task,
  { refusal, ...more }: Partial<Pick<ItemView, 'answered' | 'problem' | 'done'>> & { refusal?: string },
): Promise<string> {
  const { desk } = scene;
  const { visit } = desk;
  const { action, fixed, noun, to, isRemoval } = task;
  const { setup } = visit.texts;
  const title = actionLabel(visit, action.name);
  const isReading = action.schema['x-access'] === 'read';
  const fields = await formFields(scene, { action, fixed, noun, problem: more.problem, refusal });
  return itemPage(visit, {
    ...{ title, description: action.schema.description, done: '', problem: '', tasks: [], clicks: [], related: [] },
    trail: [...task.trail, { name: title, to }],
    ...((!isReading || fields.length > 0) && {
      form: {
        ...{ to, fields, key: keyOf(desk), isReading },
        button: isRemoval ? setup.remove : isReading ? setup.find : title,
        isRemoval,
      },
    }),
    ...more,
  });
}
