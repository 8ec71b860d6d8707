import type { Context } from '../calls/action';

export interface NotificationAttribute {
  label: string;
  value: string;
  url: string;
  style: string;
  icon: string;
}

/** What a program that listens is told in one line and a few facts. */
export interface Notification {
  identifier: string;
  title: string;
  message: string;
  url: string;
  status: string;
  statusStyle: string;
  attributes: NotificationAttribute[];
}

/** Lets everybody who listens know of something. Emits `NotificationPreSend`. */
export function notify({ emit }: Context, { identifier, ...notification }: Notification): void {
  emit('NotificationPreSend', { notification_identifier: identifier, ...notification });
}
