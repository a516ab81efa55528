import { NodeFS } from '@electric-sql/pglite/nodefs';
import { wasShutDown } from './control-file.ts';
import { createSyncedFiles, syncAllFiles, syncDescriptor } from './synced-files.ts';

type InitArguments = Parameters<NodeFS['init']>;
type InitResult = Awaited<ReturnType<NodeFS['init']>>;
type PreRun = NonNullable<InitResult['emscriptenOpts']['preRun']>[number];

/** The part of Emscripten's file layer that is changed here; PGlite does not declare it. */
interface NodeFileLayer {
  filesystems: { NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } } };
}

/**
 * PGlite's folder storage with the one thing it leaves out: when Postgres asks for its log to be on the disk,
 * the disk is asked. After a failed fsync nobody knows what was written, and trying again may report success falsely,
 * so `onFsyncError` must end the engine; recovery from the log then decides what is there.
 */
export class FsyncNodeFS extends NodeFS {
  readonly #onFsyncError: (error: unknown) => never;
  readonly #sync: typeof syncDescriptor;
  readonly #synced = createSyncedFiles();

  constructor(folder: string, onFsyncError: (error: unknown) => never, sync = syncDescriptor) {
    super(folder);
    this.#onFsyncError = onFsyncError;
    this.#sync = sync;
  }

  override async init(...[pg, options]: InitArguments): Promise<InitResult> {
    const prepared = await super.init(pg, options);
    if (!(await wasShutDown(this.rootDir))) await syncAllFiles(this.rootDir, this.#synced);
    const installFsync: PreRun = (module) => {
      const layer = module.FS as unknown as NodeFileLayer;
      layer.filesystems.NODEFS.stream_ops.fsync = ({ nfd }) => {
        try {
          if (nfd !== undefined) this.#sync(nfd, this.#synced);
        } catch (error) {
          this.#onFsyncError(error);
        }
        return 0;
      };
    };
    prepared.emscriptenOpts.preRun = [...(prepared.emscriptenOpts.preRun ?? []), installFsync];
    return prepared;
  }
}
