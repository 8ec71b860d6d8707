import type { Kind, MovedRecord } from '../../src/moving/records';
import { KINDS } from '../../src/moving/records';
import type { ReportLine, Source } from '../../src/moving/source';

/** The records of an old desk, by kind. */
export type OldRecords = { [K in Kind]?: MovedRecord<K>[] };

/**
 * An old desk in memory: what it has can be changed between runs.
 *
 * @param files the bytes of attachments, by their places
 */
export function oldDesk(
  records: OldRecords,
  {
    files = {},
    lines = [],
    name = 'memory',
  }: { files?: Record<string, Buffer>; lines?: ReportLine[]; name?: string } = {},
): Source & { records: OldRecords; files: Record<string, Buffer> } {
  return {
    ...{ name, version: undefined, kinds: Object.keys(KINDS) as Kind[], records, files },
    async read(sink) {
      for (const [kind, list] of Object.entries(this.records)) {
        for (const record of list) await sink.add(kind as Kind, record);
      }
      for (const line of lines) await sink.line(line);
    },
    async file({ place }) {
      return this.files[place];
    },
    async close() {},
  };
}
