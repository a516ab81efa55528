import { startBrowserMode } from './browser-mode.ts';
import { buildStale } from './build-parts.ts';
import { runDesktop } from './desktop-mode.ts';
import { fetchElectron, findElectron, hasDisplay } from './electron-binary.ts';
import { HELP, readStartOptions, type StartOptions } from './start-options.ts';
import { watchSources } from './watch-sources.ts';

const say = (line: string): void => console.log(line);
const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Builds what is stale, then runs the desktop app where there is one, otherwise the console in a browser. */
async function start(options: StartOptions): Promise<void> {
  await buildStale(say);
  const electron = options.isBrowserForced ? undefined : electronFor(options);
  if (electron !== undefined) {
    if (await runDesktop(electron, options)) return;
    say('The desktop app could not start on this computer, so the console opens in your browser.');
  }
  const console = startBrowserMode(options, say);
  if (options.isDevelopment) {
    watchSources(async () => {
      try {
        const built = await buildStale(say);
        if (built.includes('server')) await console.restart();
        else if (built.length > 0) say('Reload the page to see the change.');
      } catch (error) {
        say(errorText(error));
      }
    });
  }
  process.exit(await console.ended);
}

function electronFor(options: StartOptions): string | undefined {
  let electron = findElectron(process.env);
  if (electron === undefined && options.isDesktopWanted) {
    say('Fetching Electron (about 110 MB) …');
    electron = fetchElectron() ? findElectron(process.env) : undefined;
  }
  if (electron === undefined) {
    const remedy = options.isDesktopWanted ? 'it could not be fetched' : 'npm start -- --desktop fetches it';
    say(`No Electron binary was found, so the console opens in your browser (${remedy}).`);
    return undefined;
  }
  if (hasDisplay(process.platform, process.env)) return electron;
  say('There is no display for the desktop app, so the console is served to a browser.');
  return undefined;
}

const options = readStartOptions(process.argv.slice(2), process.env);
if (options === 'help') {
  say(HELP);
} else if ('problem' in options) {
  console.error(`${options.problem}\nnpm start -- --help shows what is possible.`);
  process.exitCode = 2;
} else {
  start(options).catch((error: unknown) => {
    console.error(`\nTeppan could not start: ${errorText(error)}`);
    process.exit(1);
  });
}
