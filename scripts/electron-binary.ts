import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The Electron executable, if it is on this machine. The package is only looked at, not imported:
 * importing it would fetch the executable from the network.
 */
export function findElectron(environment: NodeJS.ProcessEnv): string | undefined {
  const folder = electronFolder();
  if (folder === undefined) return undefined;
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const overridden = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (overridden) return existing(join(overridden, name ?? 'electron'));
  return name === undefined ? undefined : existing(join(folder, 'dist', name));
}

/** Lets the package fetch its executable. Shows its progress; returns whether there is one now. */
export function fetchElectron(): boolean {
  const folder = electronFolder();
  if (folder === undefined) return false;
  return spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'inherit' }).status === 0;
}

/** Whether a window can appear at all: on Linux without a display Electron would only fail. */
export function hasDisplay(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): boolean {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

function electronFolder(): string | undefined {
  try {
    return dirname(require.resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
