import { AppError } from '../../core/errors.ts';
import { diskFullError } from '../sql-errors.ts';

/**
 * Why the engine could not open a folder, where that says nothing against the data: the disk, rights, memory.
 * Undefined where the data itself must be taken for damaged.
 */
export function explainHarmlessFailure(error: unknown, folder: string): AppError | undefined {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/No space left on device|ENOSPC|EDQUOT/.test(text)) return diskFullError(error);
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/.test(text)) {
    return new AppError(
      'UNAVAILABLE',
      `The database folder ${folder} cannot be written. Give it back to your user, or choose another folder with --data.`,
      { cause: error },
    );
  }
  if (/EMFILE|ENFILE|ENOMEM|could not allocate memory|out of memory/i.test(text)) {
    return new AppError(
      'UNAVAILABLE',
      'There is not enough memory to open the database. Close other programs and start again.',
      {
        cause: error,
      },
    );
  }
  return undefined;
}

/** The error numbers of WASI by which Emscripten's file layer names what the disk refused. */
const FILE_ERRORS = new Map([
  [2, 'EACCES'],
  [19, 'EDQUOT'],
  [29, 'EIO'],
  [33, 'EMFILE'],
  [41, 'ENFILE'],
  [48, 'ENOMEM'],
  [51, 'ENOSPC'],
  [63, 'EPERM'],
  [69, 'EROFS'],
]);

/** The text of what ended the engine. Emscripten throws objects that are no errors and have a number only. */
export function describeFailure(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  if (typeof error === 'object' && error !== null && 'errno' in error) {
    return `file error ${FILE_ERRORS.get(Number(error.errno)) ?? error.errno}`;
  }
  return String(error);
}
