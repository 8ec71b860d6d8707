import { action } from '../../src/calls/action';
import type { SocialboardsListTeammates } from '../../src/generated/socialboards/ListTeammates';
import { listTeammates } from '../../src/store/people/people';

/** This API's groups are departments. */
export default action<SocialboardsListTeammates>(async ({ group }, { db }) => {
  const teammates = await listTeammates(db, group);
  return {
    data: teammates.map(({ uuid, name, email, isAdmin }) => ({
      id: uuid,
      name,
      email,
      role: isAdmin ? 'admin' : 'teammate',
    })),
  };
});
