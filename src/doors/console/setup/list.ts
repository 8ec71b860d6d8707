import { actionLabel, listLabel } from '../../../pages/console/setup/labels';
import { listPage } from '../../../pages/console/setup/list-page';
import type { SetupLink } from '../../../pages/console/setup/parts';
import type { Reply } from '../../door';
import { text } from '../../pages/page-door';
import { gone, showConsole } from '../console-page';
import type { Family } from './families';
import { listedOf, type Scene } from './listing';
import { slugOf } from './names';
import { DO } from './overview';
import { familyIn, formFields } from './scene';
import { paramsOf, sentIn } from './sent';

/** Shows everything of one kind. */
export async function answerList(scene: Scene): Promise<Reply> {
  const { desk } = scene;
  const { visit, fields } = desk;
  const family = familyIn(scene);
  const { list, rows, noun, slug } = family;
  const title = listLabel(visit, noun, list.name);
  const sent = sentIn(fields);
  const params = paramsOf(list.schema, sent);
  const mayList = visit.may(list.name);
  const links = linksOf(scene, family, params);
  if (!mayList && links.length === 0) throw gone(desk);
  const filter = mayList ? await formFields(scene, { action: list, fixed: { ...PAGING, ...own(family) }, noun }) : [];
  const listed = mayList
    ? await listedOf(scene, list, rows, params, startOf(fields.start))
    : { columns: [], rows: [], start: 0, total: 0, perPage: 0 };
  return showConsole(
    listPage(visit, {
      ...{ title, description: list.schema.description, to: slug, filter, listed, links },
      isFiltered: Object.keys(params).length > 0,
      query: queryOf(params),
      done: text(fields.done) === '' ? '' : visit.texts.setup.done,
    }),
  );
}

export const PAGING = { limitstart: '', limitnum: '' };

const own = ({ id }: Family): Record<string, string> => (id === undefined ? {} : { [id.parameter]: '' });

/** What a list is narrowed to, as a part of an address. */
export const queryOf = (params: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [`p[${name}]`, String(value)]),
  ).toString();

/** Reads how many rows come before a page. */
export const startOf = (sent: unknown): number => {
  const start = Number(text(sent));
  return Number.isInteger(start) && start >= 0 && start < 2 ** 31 ? start : 0;
};

function linksOf(
  { desk: { visit } }: Scene,
  { add, slug, commonTasks }: Family,
  params: Record<string, unknown>,
): SetupLink[] {
  const query = queryOf(params);
  const adding =
    add !== undefined && visit.may(add.name)
      ? [{ name: visit.texts.setup.add, to: `${slug}/new${query === '' ? '' : `?${query}`}` }]
      : [];
  const tasks = commonTasks
    .filter(({ name }) => visit.may(name))
    .map(({ name }) => ({ name: actionLabel(visit, name), to: `${DO}/${slugOf(name)}` }));
  return [...adding, ...tasks];
}
