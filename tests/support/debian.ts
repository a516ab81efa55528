import { existsSync } from 'node:fs';
import { lastLine, runCommand } from './run-command.ts';

/** Whether this process may install Debian packages: root on a system that has apt. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages; returns why it could not, or undefined when they are there. */
export async function installPackages(...names: string[]): Promise<string | undefined> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const timeoutMs = 10 * 60_000;
  await runCommand('apt-get', ['update', '-qq'], { timeoutMs, env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  const installed = await runCommand('apt-get', args, { timeoutMs, env });
  return installed.ok ? undefined : `apt-get install ${names.join(' ')} failed: ${lastLine(installed.output)}`;
}
