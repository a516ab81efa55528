/** A file that a person chose, with the folders it lies in. */
export interface ChosenFile {
  name: string;
  file: File;
}

/** What systems leave in folders beside the files of people. */
const IS_SYSTEM_FILE = /(^|\/)(\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX\/)/i;

/** Files of a file field; a folder's carry their path. */
export function filesOfField(files: Iterable<File>): ChosenFile[] {
  return inOrder([...files].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
}

/** Everything that was dropped, folders with all that is in them. Must be called while the drop is handled. */
export async function filesOfDrop(data: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return filesOfField(data.files);
  return inOrder((await Promise.all(entries.map(filesOfEntry))).flat());
}

async function filesOfEntry(entry: FileSystemEntry): Promise<ChosenFile[]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ name, file }];
  }
  if (!isFolderEntry(entry)) return [];
  const inside = await entriesOf(entry.createReader());
  return (await Promise.all(inside.map(filesOfEntry))).flat();
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** A folder is read in parts, until a part is empty. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return part.length === 0 ? [] : [...part, ...(await entriesOf(reader))];
}

function inOrder(files: ChosenFile[]): ChosenFile[] {
  return files.filter(({ name }) => !IS_SYSTEM_FILE.test(name)).sort((a, b) => a.name.localeCompare(b.name));
}
