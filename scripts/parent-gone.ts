const CHECK_EVERY_MS = 500;

/**
 * Calls `stop` when npm, which started this process, has been ended. npm passes a signal on to the shell between
 * the two, and a shell keeps it to itself: without this, `kill` on npm would leave Teppan running unseen.
 */
export function onParentGone(environment: NodeJS.ProcessEnv, stop: () => void): void {
  if (environment.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, CHECK_EVERY_MS);
  timer.unref();
}
