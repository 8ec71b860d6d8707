import type { Refusal } from './refusals';
import type { World } from './world';

type Field = Parameters<World['customField']>[0];
type Params = Record<string, unknown>;

/**
 * The refusals of custom fields, which all actions share.
 *
 * @param owner whose fields these are. Fields of tickets get a department of their own.
 * @param sent makes the parameters of a call in that department.
 */
export function customFieldRefusals(
  world: World,
  owner: 'ticket' | 'client',
  sent: (params: { customfields: unknown }, departmentId: number) => Params | Promise<Params>,
): Refusal[] {
  const ofTickets = owner === 'ticket';
  const withField =
    ({ required = false, ...field }: Partial<Field>, value: string) =>
    async () => {
      const departmentId = await world.department();
      const place = ofTickets ? { departmentId } : {};
      const fieldid = await world.customField({ name: 'Size', type: 'text', owner, ...place, ...field });
      const params = await sent({ customfields: { [fieldid]: value } }, departmentId);
      // Required only now, because the ticket or client of the call may have been made without it.
      if (required) await world.done('UpdateCustomField', { fieldid, required });
      return params;
    };
  const missing = { message: 'Custom field "Size" is required', params: withField({ required: true }, '') };
  return [
    {
      message: 'customfields must be a base64 encoded serialized array or JSON object of field id => value',
      params: () => sent({ customfields: '%' }, 1),
    },
    {
      message: 'customfields: a length in the serialized array is wrong, because PHP counts bytes',
      params: () => sent({ customfields: 'a:1:{i:1;s:9:"x";}' }, 1),
    },
    {
      message: 'customfields must be UTF-8 text',
      params: () => sent({ customfields: Buffer.from('{"1":"\xfc"}', 'latin1').toString('base64') }, 1),
    },
    {
      message: 'customfields: entry 1 has no id or name',
      params: () => sent({ customfields: '[{"value":"x"}]' }, 1),
    },
    { message: 'customfields: entry 1 has no value', params: () => sent({ customfields: [{ id: 1 }] }, 1) },
    {
      message: `Custom field "none" does not exist${ofTickets ? ' in this department' : ''}`,
      params: () => sent({ customfields: { none: 'x' } }, 1),
    },
    { message: 'Custom field "Size" must be a number', params: withField({ type: 'number' }, 'large') },
    {
      message: 'Custom field "Size" does not have the required format',
      params: withField({ pattern: '^[SML]$' }, 'large'),
    },
    ...(ofTickets ? [missing] : []),
  ];
}
