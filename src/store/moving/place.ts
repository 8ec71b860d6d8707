import { columnOf } from '../rows';

/** What the statements of an import need of a connection. */
export interface MovingDb {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Where a run keeps what it works with. */
export interface Place {
  importId: number;
  runId: number;
  /** A dry run works on copies of the desk's tables. */
  isDry: boolean;
}

/** The schema that holds a run's stage until the run has ended. */
export const schemaOf = ({ importId, isDry }: Place): string => `moving_${importId}${isDry ? '_dry' : ''}`;

/** The schema that holds a dry run's copies of the desk's tables. */
export const copiesOf = ({ importId }: Place): string => `moving_${importId}_copies`;

/** The staged records of a kind. */
export const stageTable = (place: Place, kind: string): string => `${schemaOf(place)}.${columnOf(kind)}`;

/** Replaces the words of a carrier's SQL: see Carrier. */
export const withWords = (sql: string, place: Place): string =>
  sql
    .replace(/\{stage\.(\w+)\}/g, (_word, kind: string) => stageTable(place, kind))
    .replace(/\{stage\}/g, schemaOf(place))
    .replace(
      /\{wanted:([^{}]+)\}/g,
      (_word, id: string) => `(case when ${id} ~ '^[1-9][0-9]{0,8}$' then (${id})::int end)`,
    )
    .replace(
      /\{way\.(\w+):([^{}]+)\}/g,
      (_word, kind: string, id: string) =>
        `(select moved.way from import_records moved
          where moved.import_id = ${place.importId} and moved.kind = '${kind}' and moved.source_id = (${id}))`,
    )
    .replace(
      /\{id\.(\w+):([^{}]+)\}/g,
      (_word, kind: string, id: string) =>
        `(select moved.target_id from import_records moved
          where moved.import_id = ${place.importId} and moved.kind = '${kind}' and moved.source_id = (${id}))`,
    );
