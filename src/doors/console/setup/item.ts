import type { Registered } from '../../../calls/registry';
import { type Answered, type ItemView, itemPage } from '../../../pages/console/setup/item-page';
import { actionLabel, listLabel } from '../../../pages/console/setup/labels';
import type { SetupField } from '../../../pages/console/setup/model';
import { type SetupLink, toSetup } from '../../../pages/console/setup/parts';
import type { Reply } from '../../door';
import { text } from '../../pages/page-door';
import { gone, goTo, orAgain, showConsole } from '../console-page';
import type { Family, Id } from './families';
import { type Found, findOne } from './finding';
import { LAST } from './hints';
import { addressOf, type Scene } from './listing';
import { partsOf, slugOf } from './names';
import { nameOf } from './naming';
import { answeredTo, askOnce, familyIn, formFields, keyOf, type Refused, shownAs } from './scene';
import { isEdited, paramsOf, sentIn } from './sent';

/** Shows one thing with a form to change it, and changes it. */
export async function answerItem(scene: Scene): Promise<Reply> {
  const { desk } = scene;
  const family = familyIn(scene);
  const id = desk.params.item ?? '';
  const { update } = family;
  if (family.id === undefined) throw gone(desk);
  const found = await findOne(scene, family, id);
  const item: Item = { family, id, idOf: family.id, ...found };
  if (desk.req.method !== 'POST') return showConsole(await itemOf(scene, item));
  if (update === undefined) throw gone(desk);
  if (text(desk.fields.preview) !== '') return previewed(scene, item);
  return orAgain(
    desk,
    async () => {
      const sent = sentIn(desk.fields);
      const params = paramsOf(update.schema, sent);
      const isChanged = isEdited(update.schema, sent) || desk.problem !== undefined;
      const answer = isChanged ? await askOnce(desk, update, { ...params, [item.idOf.parameter]: id }) : {};
      const answered = await answeredTo(scene, update, desk.visit.texts.setup.answer, answer);
      if (answered.hasSecret) return showConsole(await itemOf(scene, item, { answered }));
      return goTo(desk, toSetup(addressOf(family, id)), { done: '1' });
    },
    (problem, { message: refusal }) => itemOf(scene, item, { problem, refusal }),
  );
}

/** One thing of a family. */
interface Item extends Found {
  family: Family;
  id: string;
  idOf: Id;
}

const paramsFor = ({ desk }: Scene, { id, idOf }: Item, { schema }: Registered): Record<string, unknown> => ({
  ...paramsOf(schema, sentIn(desk.fields)),
  [idOf.parameter]: id,
});

/** Shows what would become of what was entered, with every word in its field. */
async function previewed(scene: Scene, item: Item): Promise<Reply> {
  const { desk } = scene;
  const action = previewOf(scene, item.family);
  if (action === undefined) throw gone(desk);
  return orAgain(
    desk,
    async () => {
      if (desk.problem !== undefined) throw desk.problem;
      const answer = await desk.ask(action.name, { ...paramsFor(scene, item, action), ...shownAs(action) });
      const answered = await answeredTo(scene, action, actionLabel(desk.visit, action.name), answer);
      return showConsole(await itemOf(scene, item, { previewed: answered }));
    },
    (problem, { message: refusal }) => itemOf(scene, item, { problem, refusal }),
  );
}

/** What shows a thing as it would be, with some of the parameters of what changes it. */
function previewOf({ desk }: Scene, { tasks, update, id }: Family): Registered | undefined {
  return tasks.find(
    ({ name, schema }) =>
      partsOf(name).verb === 'Preview' &&
      desk.visit.may(name) &&
      Object.keys(schema.properties).some((one) => one !== id?.parameter && one in (update?.schema.properties ?? {})),
  );
}

async function itemOf(
  scene: Scene,
  item: Item,
  { problem = '', refusal, answered, previewed }: Refused & { answered?: Answered; previewed?: Answered } = {},
): Promise<string> {
  const { desk } = scene;
  const { visit } = desk;
  const { family, id } = item;
  const { list, remove, tasks } = family;
  const to = addressOf(family, id);
  const title = nameOf(item.item);
  const preview = previewOf(scene, family);
  const [form, known] = await Promise.all([
    updateForm(scene, item, { problem, refusal }, previewed),
    knownOf(scene, item),
  ]);
  // What the form previews, it previews better: with what is not saved yet.
  const isInForm = (action: Registered): boolean => form !== undefined && action === preview;
  const allowed = tasks.filter((action) => visit.may(action.name) && !isInForm(action));
  return itemPage(visit, {
    ...(/^\d+$/.test(id) && { id }),
    ...{
      title,
      description: descriptionOf(item),
      problem,
      done: text(desk.fields.done) === '' ? '' : visit.texts.setup.done,
    },
    trail: [
      { name: listLabel(visit, family.noun, list.name), to: family.slug },
      { name: title, to },
    ],
    ...(form !== undefined && { form }),
    ...(answered !== undefined && { answered }),
    known,
    tasks: allowed
      .filter((action) => !isClick(action, family))
      .map(({ name }) => ({ name: actionLabel(visit, name), to: `${to}/${slugOf(name)}` })),
    clicks: allowed
      .filter((action) => isClick(action, family))
      .map(({ name, schema }) => ({
        ...{ action: name, description: schema.description, to: `${to}/${slugOf(name)}`, key: keyOf(desk) },
      })),
    related: relatedTo(scene, item),
    ...(remove !== undefined &&
      visit.may(remove.name) && {
        removal: { name: actionLabel(visit, remove.name), to: `${to}/${slugOf(remove.name)}` },
      }),
  });
}

/** What a thing says of itself, where nobody can change that. */
const descriptionOf = ({ family: { update }, item }: Item): string =>
  update !== undefined && !('description' in update.schema.properties) ? String(item.description ?? '') : '';

async function updateForm(
  scene: Scene,
  { family, id, idOf, item }: Item,
  refused: Refused,
  answered: Answered | undefined,
): Promise<ItemView['form']> {
  const { desk } = scene;
  const { update, noun } = family;
  if (update === undefined || !desk.visit.may(update.name)) return undefined;
  const fixed = { [idOf.parameter]: id };
  const preview = previewOf(scene, family);
  const [fields, more] = await Promise.all([
    formFields(scene, { action: update, fixed, noun, item, ...refused }),
    preview === undefined ? [] : previewFields(scene, preview, { ...fixed, ...update.schema.properties }),
  ]);
  return {
    ...{ fields, to: addressOf(family, id), button: desk.visit.texts.setup.save, key: keyOf(desk) },
    ...(preview !== undefined && {
      preview: {
        ...{ name: actionLabel(desk.visit, preview.name), fields: more },
        ...(answered !== undefined && { answered }),
      },
    }),
  };
}

/** What can be said about a preview besides what is edited: what it is to be about. */
const previewFields = (scene: Scene, action: Registered, known: Record<string, unknown>): Promise<SetupField[]> => {
  const fixed = { ...Object.fromEntries(Object.keys(known).map((name) => [name, ''])), ...shownAs(action) };
  return formFields(scene, { action, fixed, noun: '' });
};

/** What is known of a thing, and neither in the form already nor its number once more. */
function knownOf(scene: Scene, { family, id, item, shape }: Item): Promise<Answered> {
  const { desk, setUp } = scene;
  const { update, list } = family;
  const inForm = update !== undefined && desk.visit.may(update.name) ? update.schema.properties : {};
  const isNumber = (name: string, value: unknown): boolean =>
    String(value) === id && (name === family.id?.member || setUp.referred(name, list.name) === family);
  const entries = Object.entries(item).filter(
    ([name, value]) =>
      name !== 'result' && !(name in inForm) && value !== null && value !== '' && !isNumber(name, value),
  );
  return answeredTo(scene, list, desk.visit.texts.setup.known, Object.fromEntries(entries), shape);
}

/** Whether nothing need be entered for an action, so that a button does it. */
const isClick = ({ schema }: Registered, { id }: Family): boolean =>
  schema['x-access'] === 'write' && Object.keys(schema.properties).every((name) => name === id?.parameter);

/** The lists that can be narrowed to what belongs to a thing. */
function relatedTo({ desk: { visit }, setUp }: Scene, { family, id }: Item): SetupLink[] {
  return setUp.families.flatMap((other) => {
    const { list, noun, slug } = other;
    if (other === family || LAST.has(noun) || !visit.may(list.name)) return [];
    const parameter = Object.keys(list.schema.properties).find(
      (name) => setUp.referred(name, list.name) === family && name !== other.id?.parameter,
    );
    if (parameter === undefined) return [];
    return [
      { name: listLabel(visit, noun, list.name), to: `${slug}?${new URLSearchParams({ [`p[${parameter}]`]: id })}` },
    ];
  });
}
