import type { ChoiceGroup, Reference, SetupChoice } from '../../../pages/console/setup/model';
import type { Desk } from '../console-page';
import { readRows } from './answers';
import type { Family, SetUp } from './families';
import { MOST_CHOICES, TAKES_ACTIONS } from './hints';
import { pluralsOf } from './names';
import { nameOf } from './naming';
import { type Property, takesList } from './property';

/** What a request finds out about other things, each once: departments to choose from, names for ids. */
export interface LookUps {
  /** All of a family; undefined if there are too many to choose from, or the administrator may not list them. */
  all(family: Family): Promise<Record<string, unknown>[] | undefined>;
  choices(family: Family): Promise<SetupChoice[] | undefined>;
  names(family: Family): Promise<ReadonlyMap<string, Reference> | undefined>;
  /** The choices of a parameter that takes a list, if it is a list of things that are known. */
  listed(parameter: string, property: Property): Promise<ChoiceGroup[] | undefined>;
}

export function lookUpsOf(desk: Desk, { families }: SetUp): LookUps {
  const found = new Map<Family, Promise<Record<string, unknown>[] | undefined>>();
  const all: LookUps['all'] = (family) => {
    const rows = found.get(family) ?? ask(desk, family);
    found.set(family, rows);
    return rows;
  };
  const choices: LookUps['choices'] = async (family) => {
    const rows = await all(family);
    const { id } = family;
    if (id === undefined) return undefined;
    return rows?.map((row) => ({ value: String(row[id.member]), name: nameOf(row) }));
  };
  return {
    all,
    choices,
    async names(family) {
      const known = await choices(family);
      return known && new Map(known.map(({ value, name }) => [value, { name, to: `${family.slug}/${value}` }]));
    },
    async listed(parameter, property) {
      if (!takesList(property)) return undefined;
      if (TAKES_ACTIONS.has(parameter)) return actionGroups(desk);
      const family = families.find(({ noun }) =>
        pluralsOf(noun).some((plural) => plural.toLowerCase() === parameter.toLowerCase()),
      );
      const known = family === undefined ? undefined : await choices(family);
      return known && [{ title: '', choices: known }];
    },
  };
}

async function ask({ visit, ask }: Desk, { list, rows }: Family): Promise<Record<string, unknown>[] | undefined> {
  if (!visit.may(list.name)) return undefined;
  const answer = await ask(list.name, 'limitnum' in list.schema.properties ? { limitnum: MOST_CHOICES } : {});
  const found = readRows(answer, rows);
  return found.length > MOST_CHOICES || Number(answer.totalresults ?? 0) > found.length ? undefined : found;
}

/** Every action that a role can list, by topic; those of the other APIs by API. */
function actionGroups({ parts, visit }: Desk): ChoiceGroup[] {
  const { allActions, topics } = visit.texts.setup;
  const everything = [{ value: '*', name: allActions }];
  // Those of the old desk, which are not among all actions.
  if (parts.dispatcher.forwarding !== undefined) everything.push({ value: 'upstream:*', name: 'upstream:*' });
  const groups = new Map<string, SetupChoice[]>([['', everything]]);
  for (const topic of Object.keys(topics)) groups.set(topic, []);
  for (const { name, schema } of parts.actions) {
    const title = schema['x-topic'] ?? name.split('/')[0] ?? '';
    if (title === 'pages') continue;
    const choices = groups.get(title) ?? [];
    groups.set(title, choices);
    choices.push({ value: name, name });
  }
  return [...groups].map(([title, choices]) => ({ title, choices }));
}
