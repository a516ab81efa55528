import { z } from 'zod';

/** A timestamptz column: a Date as the driver gives it, an ISO 8601 string in UTC as the contract wants it. */
export const timestampColumn = z.date().transform((at) => at.toISOString());

/** A bigint column: a string as the driver gives it. For counters and sequences, which stay far below 2^53. */
export const countColumn = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().int());
