import { type ReactNode, useState } from 'react';
import { useCommands } from '../../../../lib/commands/use-commands.ts';
import { type ChosenFile, filesOfDrop } from '../collect-files.ts';
import classes from '../imports.module.css';
import { useCurrentImport } from '../queries.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ImportNotice } from './import-notice.tsx';

interface ImportAreaProps {
  isAdmin: boolean;
  className: string | undefined;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  children: ReactNode;
}

const NO_FILES: readonly ChosenFile[] = [];

/** The articles with all of the import around them: files may be dropped anywhere, and a running import is told of. */
export function ImportArea({ isAdmin, className, isOpen, onOpen, onClose, children }: ImportAreaProps) {
  const [isOver, setIsOver] = useState(false);
  const [files, setFiles] = useState(NO_FILES);
  const [shownId, setShownId] = useState<string>();
  const current = useCurrentImport(isAdmin);
  useCommands({ 'articles.import': { run: onOpen, when: isAdmin } });

  const close = () => {
    setFiles(NO_FILES);
    setShownId(undefined);
    onClose();
  };
  return (
    <section
      className={className}
      aria-label="Articles"
      onDragOver={(event) => {
        if (!isAdmin || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={(event) => {
        if (!isAdmin) return;
        event.preventDefault();
        setIsOver(false);
        void filesOfDrop(event.dataTransfer).then((dropped) => {
          setFiles(dropped);
          onOpen();
        });
      }}
    >
      {current !== undefined && !isOpen && (
        <ImportNotice
          found={current}
          onOpen={() => {
            setShownId(current.id);
            onOpen();
          }}
        />
      )}
      {children}
      {isOver && <div className={classes.overlay}>Drop files or a folder to import them</div>}
      {isOpen && <ImportDialog importId={shownId} firstFiles={files} onClose={close} />}
    </section>
  );
}
