import { action } from '../src/action';
import { invalid } from '../src/errors';
import type { ResetConfigurationValue } from '../src/generated/ResetConfigurationValue';
import { defaultText, settingName, settingText } from '../src/settings';
import { eraseSetting } from '../src/store/settings';

export default action<ResetConfigurationValue>(async (params, context) => {
  const { db, desk } = context;
  const setting = settingName(params.setting);
  if (setting === undefined) throw invalid('Invalid name for parameter setting');
  const [before, value] = [settingText(desk, setting), defaultText(desk, setting)];
  eraseSetting(db, setting);
  context.forget();
  context.record({ description: `ResetConfigurationValue: ${setting}` });
  if (before !== value) context.record({ changes: { [setting]: [before, value] } });
  return { setting, value };
});
