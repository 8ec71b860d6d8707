import { action } from '../src/calls/action';
import { defaultText, loggedText, SETTINGS, settingName, settingText } from '../src/desk/settings';
import { holdNamed } from '../src/dialects/whmcs/named-values';
import { invalid } from '../src/errors';
import type { ResetConfigurationValue } from '../src/generated/ResetConfigurationValue';
import { eraseSetting } from '../src/store/desk/settings';

export default action<ResetConfigurationValue>(async (params, context) => {
  const { db, desk } = context;
  const setting = settingName(params.setting);
  if (setting === undefined) throw invalid('Invalid name for parameter setting');
  const [before, value] = [settingText(desk, setting), defaultText(desk, setting)];
  // The default may be empty (no default department). It may also name something that does not exist, because the
  // environment is not checked against the database.
  const { problem } = value === '' ? {} : await holdNamed(context, SETTINGS[setting]?.names, value);
  if (problem !== undefined) throw invalid(`Invalid default of ${setting}: ${problem}`);
  eraseSetting(db, setting);
  context.forget();
  context.record({ description: `ResetConfigurationValue: ${setting}` });
  if (before !== value) {
    context.record({ changes: { [setting]: [loggedText(setting, before), loggedText(setting, value)] } });
  }
  return { setting, value };
});
