import { action } from '../../src/calls/action';
import type { SocialboardsListTags } from '../../src/generated/socialboards/ListTags';
import { listTagNames } from '../../src/store/tickets/tags';

export default action<SocialboardsListTags>(async (_params, { db }) => ({ data: await listTagNames(db) }));
