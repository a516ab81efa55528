import { homedir } from 'node:os';
import * as electron from 'electron';
import { boot } from './boot.ts';
import { systemTimers } from './sidecar/timers.ts';

boot(electron, {
  argv: process.argv.slice(1),
  environment: process.env,
  platform: process.platform,
  home: homedir(),
  timers: systemTimers,
}).catch((error: unknown) => {
  electron.dialog.showErrorBox('Teppan could not start', error instanceof Error ? error.message : String(error));
  electron.app.exit(1);
});
