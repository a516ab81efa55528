import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ImportReport } from '#contract/knowledge.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone } from '../../../ui/toast.tsx';
import { useArticleChanges } from '../mutations.ts';
import { FileDrop } from './file-drop.tsx';
import { ImportReportView } from './import-report.tsx';

interface TextFile {
  name: string;
  text: string;
}

/** Takes Markdown files, tells what each would do, and imports them once the person agrees. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { importFiles } = useArticleChanges();
  const [files, setFiles] = useState<TextFile[]>([]);
  const [report, setReport] = useState<ImportReport>();

  async function preview(chosen: readonly File[]): Promise<void> {
    const read = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })));
    setFiles(read);
    importFiles.mutate({ files: read, preview: true }, { onSuccess: setReport });
  }

  const useful = (report?.created.length ?? 0) + (report?.changed.length ?? 0);
  const run = () =>
    importFiles.mutate(
      { files, preview: false },
      {
        onSuccess: (done) => {
          showDone(`${done.created.length} articles created, ${done.changed.length} changed.`);
          onClose();
        },
      },
    );

  return (
    <Modal opened onClose={onClose} title="Import articles" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <FileDrop onFiles={(chosen) => void preview(chosen)} />
      {importFiles.isPending && report === undefined && <SkeletonRows rows={3} height={28} />}
      {importFiles.isError && (
        <ErrorState
          failure={failureOf(importFiles.error)}
          onRetry={() => importFiles.mutate({ files, preview: true }, { onSuccess: setReport })}
        />
      )}
      {report !== undefined && <ImportReportView report={report} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={useful === 0} loading={importFiles.isPending} onClick={run}>
          {useful === 0 ? 'Import' : `Import ${useful}`}
        </Button>
      </Group>
    </Modal>
  );
}
