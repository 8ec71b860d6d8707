import { action } from '../src/calls/action';
import { settingName, settingText } from '../src/desk/settings';
import { invalid } from '../src/errors';
import type { GetConfigurationValue } from '../src/generated/GetConfigurationValue';

export default action<GetConfigurationValue>(async (params, { desk }) => {
  const setting = settingName(params.setting);
  if (setting === undefined) throw invalid('Invalid name for parameter setting');
  return { setting, value: settingText(desk, setting) };
});
