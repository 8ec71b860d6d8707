import { action } from '../../src/calls/action';
import type { SocialboardsListTags } from '../../src/generated/socialboards/ListTags';

export default action<SocialboardsListTags>(async (_params, { db }) => {
  const tags = await db.query<{ name: string }>('select name from tags order by lower(name)');
  return { data: tags.map(({ name }) => name) };
});
