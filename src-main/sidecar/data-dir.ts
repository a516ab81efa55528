import { posix, win32 } from 'node:path';

/** Where a person's data lives when they name no folder: where each system expects it. */
export function defaultDataDir(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return win32.join(environment.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Teppan');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Teppan');
    default: {
      // The XDG standard: a relative path there is invalid and to be ignored.
      const dataHome = environment.XDG_DATA_HOME ?? '';
      return posix.join(posix.isAbsolute(dataHome) ? dataHome : posix.join(home, '.local', 'share'), 'teppan');
    }
  }
}
