import { hash } from 'node:crypto';
import type { Lookups } from './lookups';

/** How many numbers a sum has. */
const LANES = 4;

/** What a row of a ticket's tables says of it, besides its digest. */
interface StampedRow {
  ticketId: string;
  /** Of all that the row says. */
  digest: Buffer;
  /** The name of the staff who wrote it; null if none did. */
  staffName: string | null;
  /** For a ticket itself: its number, and the ticket that it was merged into. */
  ticket?: { number: string; mergedIntoId: string | null };
}

/**
 * Sums up what the old desk says of each ticket, so that a later run can tell which have changed without making records of
 * them: a second run of 507 MB in which 1 of 100 tickets has changed takes 30 seconds instead of 77.
 *
 * A sum does not depend on the order of rows. For each ticket it takes 16 bytes, and for each row the name of its writer.
 */
export class TicketStamps {
  private readonly ids: string[] = [];
  private readonly places = new Map<string, number>();
  private sums = new Uint32Array(LANES * 1024);
  private readonly exists = new Set<number>();
  /** Pairs of a ticket and a name. */
  private readonly writers: number[] = [];
  private readonly names: string[] = [];
  private readonly placeOfName = new Map<string, number>();
  /** Pairs of tickets that are told apart only together. */
  private readonly kin: number[] = [];
  private readonly firstOfNumber = new Map<string, number>();

  /** @param lane tells tables apart, whose rows may look the same */
  add({ ticketId, digest, staffName, ticket }: StampedRow, lane: number): void {
    const place = this.placeOf(ticketId);
    this.sum(place, digest, lane);
    if (staffName !== null) this.addWriter(place, staffName);
    if (ticket === undefined) return;
    this.exists.add(place);
    if (ticket.mergedIntoId !== null) this.kin.push(place, this.placeOf(ticket.mergedIntoId));
    if (ticket.number === '') return;
    const first = this.firstOfNumber.get(ticket.number);
    if (first === undefined) this.firstOfNumber.set(ticket.number, place);
    else this.kin.push(place, first);
  }

  /**
   * The stamps of all tickets, by their ids.
   *
   * @param common what else the records of tickets depend on: a change of it changes every stamp
   */
  finish(lookups: Lookups, common: string): Map<string, string> {
    this.sumLookups(lookups);
    const sumOf = this.sumsOfKin();
    const shared = digestOf(common);
    const stamps = new Map<string, string>();
    for (const place of this.exists) {
      const sum = sumOf(place).map((number, lane) => number + shared.readUInt32LE(lane * 4));
      stamps.set(this.ids[place] ?? '', Buffer.from(sum.buffer).toString('base64'));
    }
    return stamps;
  }

  private placeOf(ticketId: string): number {
    const known = this.places.get(ticketId);
    if (known !== undefined) return known;
    const place = this.ids.push(ticketId) - 1;
    this.places.set(ticketId, place);
    if (this.ids.length * LANES > this.sums.length) {
      const more = new Uint32Array(this.sums.length * 2);
      more.set(this.sums);
      this.sums = more;
    }
    return place;
  }

  private sum(place: number, digest: Buffer, shift = 0): void {
    for (let lane = 0; lane < LANES; lane += 1) {
      const at = place * LANES + ((lane + shift) % LANES);
      this.sums[at] = (this.sums[at] ?? 0) + digest.readUInt32LE(lane * 4);
    }
  }

  private addWriter(place: number, name: string): void {
    let ofName = this.placeOfName.get(name);
    if (ofName === undefined) {
      ofName = this.names.push(name) - 1;
      this.placeOfName.set(name, ofName);
    }
    this.writers.push(place, ofName);
  }

  /** What records take from other tables: whose name a writer's is, and what those tables say of the ticket. */
  private sumLookups(lookups: Lookups): void {
    const digests = this.names.map((name) => digestOf(`staff ${name}\n${lookups.staffId(name)}`));
    for (let at = 0; at < this.writers.length; at += 2) {
      const digest = digests[this.writers[at + 1] ?? -1];
      if (digest !== undefined) this.sum(this.writers[at] ?? 0, digest);
    }
    for (const [ticketId, tags] of lookups.tags) this.sumLookup(ticketId, `tags\n${tags.join('\n')}`);
    for (const [ticketId, ids] of lookups.watchers) this.sumLookup(ticketId, `watchers\n${ids.join('\n')}`);
    for (const [ticketId, list] of lookups.feedback) {
      const names = list.map(({ staffId }) => (staffId === null ? '' : lookups.staffName(staffId)));
      this.sumLookup(ticketId, `feedback\n${JSON.stringify([list, names])}`);
    }
    for (const [ticketId, date] of lookups.closings) this.sumLookup(ticketId, `closed\n${date}`);
  }

  private sumLookup(ticketId: string, text: string): void {
    const place = this.places.get(ticketId);
    if (place !== undefined) this.sum(place, digestOf(text));
  }

  /**
   * Merged tickets have one conversation, and of tickets with the same number only one keeps it. If one of them has changed,
   * all of them count as changed.
   */
  private sumsOfKin(): (place: number) => Uint32Array {
    const parents = new Map<number, number>();
    const rootOf = (place: number): number => {
      let root = place;
      for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
      return root;
    };
    for (let at = 0; at < this.kin.length; at += 2) {
      const [one, other] = [rootOf(this.kin[at] ?? 0), rootOf(this.kin[at + 1] ?? 0)];
      if (one !== other) parents.set(one, other);
    }
    const own = (place: number): Uint32Array => this.sums.slice(place * LANES, (place + 1) * LANES);
    const ofRoots = new Map<number, Uint32Array>();
    for (const place of new Set(this.kin)) {
      const root = rootOf(place);
      const sum = ofRoots.get(root) ?? new Uint32Array(LANES);
      for (const [lane, number] of own(place).entries()) sum[lane] = (sum[lane] ?? 0) + number;
      ofRoots.set(root, sum);
    }
    return (place) => ofRoots.get(rootOf(place)) ?? own(place);
  }
}

const digestOf = (text: string): Buffer => hash('md5', text, 'buffer');
