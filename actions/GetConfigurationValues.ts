import { action } from '../src/calls/action';
import { defaultText, SETTINGS, settingName, settingText } from '../src/desk/settings';
import type { GetConfigurationValues } from '../src/generated/GetConfigurationValues';

export default action<GetConfigurationValues>(async (params, { desk }) => {
  const only = params.setting === undefined ? undefined : (settingName(params.setting) ?? '');
  const setting = Object.entries(SETTINGS)
    .filter(([name]) => only === undefined || name === only)
    .map(([name, { description }]) => ({
      setting: name,
      value: settingText(desk, name),
      default: defaultText(desk, name),
      description,
    }));
  return { totalresults: setting.length, settings: { setting } };
});
