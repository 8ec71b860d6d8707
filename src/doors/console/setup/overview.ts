import type { Registered } from '../../../calls/registry';
import { actionLabel, listLabel, topicLabel } from '../../../pages/console/setup/labels';
import { type OverviewGroup, overviewPage } from '../../../pages/console/setup/overview';
import type { Reply } from '../../door';
import { text } from '../../pages/page-door';
import { type Desk, showConsole } from '../console-page';
import type { SetUp } from './families';
import { slugOf } from './names';

/** What the pages of single actions have in front of the action. */
export const DO = 'do';

/** Shows every page that the administrator may see, or those that have the words looked for. */
export function answerOverview({ visit, fields }: Desk, { families, others }: SetUp): Reply {
  const query = text(fields.q).trim();
  const pages = [
    ...families.flatMap(({ noun, slug, list, add, update, topic }) =>
      visit.may(list.name) || (add !== undefined && visit.may(add.name))
        ? [{ topic, name: listLabel(visit, noun, list.name), to: slug, ...wordsOf(list, [add, update]) }]
        : [],
    ),
    ...[...others, ...families.flatMap(({ commonTasks }) => commonTasks)].flatMap((action) =>
      visit.may(action.name)
        ? [
            {
              topic: action.schema['x-topic'] ?? '',
              name: actionLabel(visit, action.name),
              to: `${DO}/${slugOf(action.name)}`,
              ...wordsOf(action, []),
            },
          ]
        : [],
    ),
  ].filter(({ name, words }) => hasWords(`${name} ${words}`, query));
  const topics = [...new Set(pages.map(({ topic }) => topic))];
  const groups: OverviewGroup[] = topics.map((topic) => ({
    title: topicLabel(visit, topic),
    pages: pages.filter((page) => page.topic === topic),
  }));
  return showConsole(overviewPage(visit, groups, query));
}

/** What an action does, and everything that it is found by. */
function wordsOf({ name, schema }: Registered, related: (Registered | undefined)[]) {
  const all = [schema, ...related.flatMap((action) => action?.schema ?? [])];
  const parameters = all.flatMap(({ properties }) => Object.keys(properties));
  return {
    description: schema.description,
    words: [name, ...all.map(({ description }) => description), ...parameters].join(' '),
  };
}

/** Whether a text has every word that is looked for. */
function hasWords(found: string, query: string): boolean {
  const folded = found.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
