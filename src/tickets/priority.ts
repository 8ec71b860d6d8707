import type { DeskSettings } from '../config';

/** Whether a priority is the one of tickets that name none, which is known by its name. */
export const isDefaultPriority = ({ defaultPriority }: DeskSettings, { name }: { name: string }): boolean =>
  name.toLowerCase() === defaultPriority.trim().toLowerCase();
