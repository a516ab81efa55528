import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../src-main/sidecar/data-dir.ts';

export const HELP = `Teppan: a support desk on your own machine.

  npm start                     build what is missing, start, open the console
  npm start -- --data DIR       keep everything in DIR
                                (default: ${defaultDataDir(process.platform, process.env, homedir())})
  npm start -- --port N         serve the console on this port (default: a free one, then always the same)
  npm start -- --browser        use the default browser, even where the desktop app could run
  npm start -- --desktop        fetch the desktop app's runtime (Electron, about 110 MB) if it is missing
  npm start -- --no-open        print the link to the console instead of opening a browser
  npm start -- --dev            rebuild and restart when a source file changes (in the browser)
  npm start -- --help           show this text

Environment: OPENAI_API_KEY and OPENAI_BASE_URL for generated language (any OpenAI-compatible server),
DATABASE_URL for a shared Postgres. Without them Teppan answers from your documents, with its own database.`;

export interface StartOptions {
  dataDir: string;
  /** undefined where any free port will do. */
  port: number | undefined;
  isBrowserForced: boolean;
  isDesktopWanted: boolean;
  opensBrowser: boolean;
  isDevelopment: boolean;
}

/** Reads the command line. `help` when that was asked for; a string when something in it cannot be understood. */
export function readStartOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartOptions | 'help' | { problem: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        browser: { type: 'boolean', default: false },
        desktop: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    if (values.browser && values.desktop) return { problem: '--browser and --desktop exclude each other.' };
    if (values.data === '') return { problem: '--data needs a folder, such as --data ~/teppan-test.' };
    const portText = values.port ?? (environment.TEPPAN_PORT || undefined);
    const port = portText === undefined ? undefined : readPort(portText);
    if (port === 'invalid') return { problem: `The port has to be a number from 1 to 65535, not "${portText}".` };
    const dataDir = values.data ?? (environment.TEPPAN_DATA_DIR || undefined);
    return {
      dataDir: dataDir === undefined ? defaultDataDir(process.platform, environment, homedir()) : resolve(dataDir),
      port,
      isBrowserForced: values.browser || values.dev,
      isDesktopWanted: values.desktop,
      opensBrowser: !values['no-open'],
      isDevelopment: values.dev,
    };
  } catch (error) {
    // The first sentence names the option; what follows is advice for programmers.
    return { problem: error instanceof Error ? `${error.message.split('. ')[0]}.` : String(error) };
  }
}

function readPort(text: string): number | 'invalid' {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : 'invalid';
}
