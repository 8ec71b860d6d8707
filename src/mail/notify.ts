import type { Context } from '../calls/action';

interface NotificationAttribute {
  label: string;
  value: string;
  url: string;
  style: string;
  icon: string;
}

/** A message to listening programs: one line and a few facts. */
interface Notification {
  identifier: string;
  title: string;
  message: string;
  url: string;
  status: string;
  statusStyle: string;
  attributes: NotificationAttribute[];
}

/** Notifies everybody who listens. Emits `NotificationPreSend`. */
export function notify({ emit }: Context, { identifier, ...notification }: Notification): void {
  emit('NotificationPreSend', { notification_identifier: identifier, ...notification });
}
