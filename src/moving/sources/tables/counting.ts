import type { Sink } from '../../source';

/** A sink that passes everything on, and tells of each file. @param told hears where it is */
export const countingFiles = (sink: Sink, told: (place: string) => void): Sink => ({
  add: (kind, record) => {
    if (kind === 'attachment' && 'place' in record) told(String(record.place));
    return sink.add(kind, record);
  },
  line: (line) => sink.line(line),
  progress: (what, done, total) => sink.progress(what, done, total),
  hasTicket: (sourceId, stamp) => sink.hasTicket(sourceId, stamp),
  stampTicket: (sourceId, stamp) => sink.stampTicket(sourceId, stamp),
  hasTickets: (stamps) => sink.hasTickets(stamps),
  stampTickets: (stamps) => sink.stampTickets(stamps),
});
