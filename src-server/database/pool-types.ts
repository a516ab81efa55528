import pg from 'pg';

const DATE = 1082;
const TIMESTAMP = 1114;

/**
 * How column values arrive: `timestamptz` as Date, `bigint` and `numeric` as text, `jsonb` parsed, `vector` as text.
 * A `date` and a `timestamp` have no time zone, so they stay text; the driver would take them for local time.
 */
export const POOL_TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === DATE || oid === TIMESTAMP
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};
