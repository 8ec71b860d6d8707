import { action, type Context } from '../src/action';
import { invalid } from '../src/errors';
import type { SetConfigurationValue } from '../src/generated/SetConfigurationValue';
import { SETTINGS, type Setting, settingName, settingText, type Value, valueText } from '../src/settings';
import { called, findDepartment, listPriorities } from '../src/store/desk';
import { writeSetting } from '../src/store/settings';

const LONGEST = 10_000;

export default action<SetConfigurationValue>(async (params, context) => {
  const { db, desk, now } = context;
  const name = settingName(params.setting) ?? '';
  const setting = SETTINGS[name];
  if (setting === undefined) throw invalid('Invalid name for parameter setting');
  const read = readValue(setting, params.value);
  const { value, problem } = read.value === undefined ? read : await findNamed(setting, read.value, context);
  if (value === undefined) throw invalid(`Invalid value for ${name}: ${problem}`);

  const [before, after] = [settingText(desk, name), valueText(value)];
  writeSetting(db, name, value, now);
  context.forget();
  context.record({ description: `SetConfigurationValue: ${name}` });
  if (before !== after) context.record({ changes: { [name]: [before, after] } });
  return { value_changed: before !== after };
});

type Read = { value: Value; problem?: undefined } | { value?: undefined; problem: string };

function readValue({ read }: Setting, text: string): Read {
  if (text.length > LONGEST) return { problem: `may have at most ${LONGEST} characters` };
  try {
    return { value: read(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

/** What a setting names must be there. */
async function findNamed({ names }: Setting, value: Value, { db }: Context): Promise<Read> {
  if (names === 'priority') {
    const priorities = await listPriorities(db);
    const found = called(priorities, String(value), (priority) => priority.name);
    if (found === undefined) return { problem: `must be one of ${priorities.map((row) => row.name).join(', ')}` };
    return { value: found.name };
  }
  const isMissing = names === 'department' && (await findDepartment(db, Number(value))) === undefined;
  return isMissing ? { problem: 'there is no such department' } : { value };
}
