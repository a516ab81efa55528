import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { DatabaseHost } from '../database-host.ts';

export function openServer(
  _options: { url: string; migrationsDir: string },
  _deps: { log: Log; clock: Clock },
): Promise<DatabaseHost> {
  return Promise.reject(new AppError('UNAVAILABLE', 'not yet'));
}
