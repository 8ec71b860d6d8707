import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { EnableHook } from '../src/generated/EnableHook';
import { enableHook } from '../src/store/deliveries/hooks';

export default action<EnableHook>(async ({ name }, { db, now, record }) => {
  if (!(await enableHook(db, name, now))) throw notFound('Hook Not Found');
  record({ description: `EnableHook: ${name}` });
  return { name };
});
