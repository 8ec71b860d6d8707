import type { Origin, Taken } from '../take';

/** Takes a mail into the desk that a way belongs to, as `takeMail` does. */
export type TakeMail = (raw: Buffer, origin: Origin) => Promise<Taken>;
