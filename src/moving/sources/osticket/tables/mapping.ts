import type { Mapping as TableMapping, Reading as TableReading } from '../../tables/mapping';
import type { Lookups } from './lookups';

export type Reading = TableReading<Lookups>;
export type Mapping = TableMapping<Lookups>;
