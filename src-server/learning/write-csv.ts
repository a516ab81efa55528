import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { CSV_HEADER, csvFields, toCsvLine } from './csv-format.ts';
import type { PreparedFile } from './dataset-files.ts';
import type { DatasetFiles } from './write-dataset.ts';

/**
 * Writes the training lines as a table too, and reads it back with a CSV library: every row must be what was meant. Both
 * files go through memory line by line. Throws where a row reads otherwise, as then nobody may rely on the file.
 */
export async function writeCsv(files: DatasetFiles, train: PreparedFile): Promise<PreparedFile> {
  const csv = await files.open('csv');
  await csv.write(CSV_HEADER);
  for await (const line of linesOf(train)) await csv.write(toCsvLine(csvFields(line)));
  const written = await files.finish(csv);
  await compare(written, train);
  return written;
}

async function compare(csv: PreparedFile, train: PreparedFile): Promise<void> {
  const meant = linesOf(train)[Symbol.asyncIterator]();
  let row = 1;
  const rows = createReadStream(csv.path()).pipe(parse({ record_delimiter: '\r\n', from: 2 }));
  for await (const fields of rows) {
    row += 1;
    const { value, done } = await meant.next();
    if (done === true || JSON.stringify(fields) !== JSON.stringify(csvFields(value)))
      throw new Error(`Row ${row} of the table does not read as it was meant.`);
  }
  if ((await meant.next()).done !== true) throw new Error(`The table ends at row ${row}, before the last line.`);
}

function linesOf(file: PreparedFile): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file.path()) });
}
