import { action } from '../src/calls/action';
import {
  loggedText,
  SETTINGS,
  type Setting,
  settingName,
  settingText,
  type Value,
  valueText,
} from '../src/desk/settings';
import { holdNamed, type Read } from '../src/dialects/whmcs/named-values';
import { invalid } from '../src/errors';
import type { SetConfigurationValue } from '../src/generated/SetConfigurationValue';
import { writeSetting } from '../src/store/desk/settings';

const LONGEST_VALUE = 10_000;

export default action<SetConfigurationValue>(async (params, context) => {
  const { db, desk, now } = context;
  const name = settingName(params.setting) ?? '';
  const setting = SETTINGS[name];
  if (setting === undefined) throw invalid('Invalid name for parameter setting');
  const read = readValue(setting, params.value);
  const { value, problem } = read.value === undefined ? read : await holdNamed(context, setting.names, read.value);
  if (value === undefined) throw invalid(`Invalid value for ${name}: ${problem}`);

  const [before, after] = [settingText(desk, name), valueText(value)];
  writeSetting(db, name, value, now);
  context.forget();
  context.record({ description: `SetConfigurationValue: ${name}` });
  if (before !== after) {
    context.record({ changes: { [name]: [loggedText(name, before), loggedText(name, after)] } });
  }
  return { value_changed: before !== after };
});

function readValue({ read, longest = LONGEST_VALUE }: Setting, text: string): Read<Value> {
  if (text.length > longest) return { problem: `may have at most ${longest} characters` };
  try {
    return { value: read(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
