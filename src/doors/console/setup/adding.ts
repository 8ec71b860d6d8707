import { type ItemView, itemPage } from '../../../pages/console/setup/item-page';
import { listLabel } from '../../../pages/console/setup/labels';
import { toSetup } from '../../../pages/console/setup/parts';
import type { Reply } from '../../door';
import { gone, goTo, orAgain, showConsole } from '../console-page';
import { addressOf, type Scene } from './listing';
import { folded } from './names';
import { answeredTo, askOnce, familyIn, formFields, keyOf, type Refused } from './scene';
import { paramsOf, sentIn } from './sent';

/** Shows the form for a new thing, and adds it. */
export async function answerNew(scene: Scene): Promise<Reply> {
  const { desk } = scene;
  const { visit } = desk;
  const family = familyIn(scene);
  const { add, noun, list, slug, id } = family;
  if (add === undefined || !visit.may(add.name)) throw gone(desk);
  const hasSecret = Object.values(add.schema['x-answer'].properties ?? {}).some((member) => member['x-secret']);
  const pageOf = async (more: Partial<ItemView>): Promise<string> => {
    const title = visit.texts.setup.add;
    return itemPage(visit, {
      ...{ title, description: add.schema.description, done: '', problem: '', tasks: [], clicks: [], related: [] },
      trail: [
        { name: listLabel(visit, noun, list.name), to: slug },
        { name: title, to: `${slug}/new` },
      ],
      ...more,
    });
  };
  const formOf = async ({ problem = '', refusal }: Refused = {}): Promise<string> => {
    const fields = await formFields(scene, { action: add, fixed: {}, noun, problem, refusal });
    return pageOf({
      problem,
      form: { to: `${slug}/new`, fields, button: visit.texts.setup.add, key: keyOf(desk) },
    });
  };
  if (desk.req.method !== 'POST') return showConsole(await formOf());
  return orAgain(
    desk,
    async () => {
      const answer = await askOnce(desk, add, paramsOf(add.schema, sentIn(desk.fields)));
      const made = Object.entries(answer).find(([name]) => folded(name) === folded(id?.parameter ?? ''))?.[1];
      const related = made === undefined ? [] : [{ name: visit.texts.setup.toIt, to: addressOf(family, made) }];
      const answered = await answeredTo(scene, add, visit.texts.setup.answer, answer);
      if (hasSecret) return showConsole(await pageOf({ answered, related, done: visit.texts.setup.done }));
      const isShown = made !== undefined && visit.may(list.name);
      return goTo(desk, toSetup(isShown ? addressOf(family, made) : slug), { done: '1' });
    },
    (problem, { message: refusal }) => formOf({ problem, refusal }),
  );
}
