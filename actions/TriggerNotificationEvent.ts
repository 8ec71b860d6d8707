import { action } from '../src/calls/action';
import type { TriggerNotificationEvent } from '../src/generated/TriggerNotificationEvent';
import { notify } from '../src/mail/notify';

export default action<TriggerNotificationEvent>(async ({ attributes = {}, ...params }, context) => {
  notify(context, {
    identifier: params.notification_identifier,
    title: params.title,
    message: params.message,
    url: params.url ?? '',
    status: params.status ?? '',
    statusStyle: params.statusStyle ?? '',
    attributes: Object.values(attributes).map(({ label, value, url = '', style = '', icon = '' }) => {
      return { label, value, url, style, icon };
    }),
  });
  return {};
});
