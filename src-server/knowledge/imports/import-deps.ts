import type { KnowledgeDeps } from '../knowledge-deps.ts';
import type { FileReader } from '../reading/read-file.ts';

/** What imports need of the rest of the sidecar. */
export interface ImportDeps extends KnowledgeDeps {
  reader: Pick<FileReader, 'read'>;
}
