import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './debian.ts';
import { lastLine, type NotFound, runCommand } from './run-command.ts';

/** Programs of a Postgres server that has pgvector. */
export interface PostgresInstall {
  /** '/' for this system, or the folder of a Debian system of its own that is entered by chroot. */
  root: string;
  /** As seen from `root`. */
  binDir: string;
}

const OLDEST_VERSION = 16;
const DEBIAN_RELEASE = 'trixie';
const DEBIAN_POSTGRES = 17;
const REMEDY = 'Install PostgreSQL 16 or newer with pgvector, or set TEPPAN_TEST_DATABASE_URL.';

/** Finds Postgres with pgvector on this machine, or, as root on Debian, installs one into a cached folder of its own. */
export async function findPostgres(): Promise<PostgresInstall | NotFound> {
  for (const binDir of await candidateBinDirs()) {
    if (await hasVector(binDir)) return { root: '/', binDir };
  }
  if (!canInstallPackages()) return { missing: `No Postgres with pgvector was found. ${REMEDY}` };
  return installWithDebootstrap();
}

async function candidateBinDirs(): Promise<string[]> {
  const dirs: string[] = [];
  const onPath = await runCommand('pg_config', ['--bindir']);
  if (onPath.ok) dirs.push(onPath.output);
  for (const parent of ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']) {
    const entries = existsSync(parent) ? await readdir(parent) : [];
    const versions = entries.filter((entry) => /^(postgresql@)?\d+$/.test(entry)).sort();
    dirs.push(...versions.reverse().map((entry) => join(parent, entry, 'bin')));
  }
  return dirs;
}

async function hasVector(binDir: string): Promise<boolean> {
  if (!existsSync(join(binDir, 'initdb'))) return false;
  const version = await runCommand(join(binDir, 'postgres'), ['--version']);
  if (Number(/(\d+)/.exec(version.output)?.[1] ?? 0) < OLDEST_VERSION) return false;
  const shareDir = await runCommand(join(binDir, 'pg_config'), ['--sharedir']);
  // Debian ships pg_config apart from the server, which keeps its extensions in this folder.
  const shared = shareDir.ok ? shareDir.output : binDir.replace('/lib/', '/share/').replace(/\/bin$/, '');
  return existsSync(join(shared, 'extension/vector.control'));
}

/**
 * A Debian system with Postgres and pgvector in a folder of its own, as the machine's own release may be too old for
 * them. About 35 s the first time, kept for later runs.
 */
async function installWithDebootstrap(): Promise<PostgresInstall | NotFound> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'teppan-tests');
  const root = join(cache, `${DEBIAN_RELEASE}-postgres-${DEBIAN_POSTGRES}`);
  const install = { root, binDir: `/usr/lib/postgresql/${DEBIAN_POSTGRES}/bin` };
  if (existsSync(root)) return install;

  if (!existsSync('/usr/sbin/debootstrap')) {
    const failed = await installPackages('debootstrap');
    if (failed !== undefined) return { missing: `${failed}. ${REMEDY}` };
  }
  console.error(`Installing PostgreSQL ${DEBIAN_POSTGRES} with pgvector for the tests (once, into ${cache}) …`);
  await mkdir(cache, { recursive: true });
  const partial = `${root}.partial-${process.pid}`;
  const packages = `postgresql-${DEBIAN_POSTGRES},postgresql-${DEBIAN_POSTGRES}-pgvector`;
  const args = ['--variant=minbase', `--include=${packages}`, DEBIAN_RELEASE, partial];
  const made = await runCommand('debootstrap', args, { timeoutMs: 10 * 60_000 });
  if (!made.ok) {
    await rm(partial, { recursive: true, force: true });
    return { missing: `debootstrap failed: ${lastLine(made.output)}. ${REMEDY}` };
  }
  // Whoever is first wins: another run may have made the same folder meanwhile.
  await rename(partial, root).catch(() => rm(partial, { recursive: true, force: true }));
  return install;
}
