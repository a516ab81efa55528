import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './sidecar/data-dir.ts';

export interface DesktopOptions {
  dataDir: string;
  /** undefined where any free port will do. */
  port: number | undefined;
}

/** Reads Teppan's own options. Others are left alone: Electron and Chromium have hundreds. */
export function readCommandLine(
  argv: readonly string[],
  host: { platform: NodeJS.Platform; environment: NodeJS.ProcessEnv; home: string },
): DesktopOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' }, port: { type: 'string' } },
    strict: false,
  });
  const port = Number(values.port);
  return {
    dataDir:
      typeof values.data === 'string'
        ? resolve(values.data)
        : defaultDataDir(host.platform, host.environment, host.home),
    port: Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined,
  };
}
