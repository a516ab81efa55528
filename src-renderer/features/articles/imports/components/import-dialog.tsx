import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { failureOf } from '../../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import type { ChosenFile } from '../collect-files.ts';
import { useImportChanges } from '../mutations.ts';
import { useImport } from '../queries.ts';
import { useUpload } from '../use-upload.ts';
import { FileDrop } from './file-drop.tsx';
import { ImportItems } from './import-items.tsx';
import { ImportState } from './import-state.tsx';
import { UploadProgress } from './upload-progress.tsx';

interface ImportDialogProps {
  /** An import that was begun before; a new one without it. */
  importId: string | undefined;
  /** Files that were dropped onto the screen behind. */
  firstFiles: readonly ChosenFile[];
  onClose: () => void;
}

/** Takes files, tells what each would do, imports them once the person agrees, and tells what came of it. */
export function ImportDialog({ importId, firstFiles, onClose }: ImportDialogProps) {
  const [id, setId] = useState(importId);
  const upload = useUpload(id, setId);
  const query = useImport(id);
  const { start, cancel } = useImportChanges();
  const addDropped = useEffectEvent((files: readonly ChosenFile[]) => upload.add(files));
  useEffect(() => addDropped(firstFiles), [firstFiles]);
  const found = query.data;
  const status = found?.status ?? 'open';
  const isOpen = status === 'open';
  const hasItems = found !== undefined && Object.values(found.plans).some((count) => count > 0);

  const close = () => {
    upload.stop();
    onClose();
  };
  const discard = () => {
    if (id !== undefined && isOpen) cancel.mutate({ id });
    close();
  };

  return (
    <Modal opened onClose={close} title="Import articles" size={860} closeButtonProps={{ 'aria-label': 'Close' }}>
      {isOpen && <FileDrop onFiles={upload.add} />}
      <UploadProgress state={upload.state} />
      {id !== undefined && query.isPending && <SkeletonRows rows={4} height={30} />}
      {query.isError && <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />}
      {found !== undefined && <ImportState found={found} />}
      {hasItems && <ImportItems found={found} />}
      <Group justify="flex-end" mt="md">
        {isOpen && (
          <Button variant="default" onClick={discard}>
            {hasItems ? 'Discard' : 'Cancel'}
          </Button>
        )}
        {isOpen && (
          <Button
            disabled={found === undefined || found.wanted === 0 || upload.isBusy}
            loading={start.isPending}
            onClick={() => found !== undefined && start.mutate({ id: found.id })}
          >
            {found === undefined || found.wanted === 0 ? 'Import' : `Import ${found.wanted}`}
          </Button>
        )}
        {(status === 'running' || status === 'failed') && (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => id !== undefined && cancel.mutate({ id })}
          >
            {status === 'running' ? 'Cancel the import' : 'Give up'}
          </Button>
        )}
        {status === 'failed' && (
          <Button loading={start.isPending} onClick={() => id !== undefined && start.mutate({ id })}>
            Go on
          </Button>
        )}
        {!isOpen && status !== 'failed' && <Button onClick={close}>Close</Button>}
      </Group>
    </Modal>
  );
}
