import { Button, FileButton, Group } from '@mantine/core';
import { IconClipboard, IconFiles, IconFolder } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type ChosenFile, filesOfDrop, filesOfField } from '../collect-files.ts';
import classes from '../imports.module.css';
import { fileOfPaste } from '../paste-page.ts';

const ACCEPTED = '.md,.markdown,.html,.htm,.pdf,.docx,.csv,.txt,.zip';

/** Where files and folders are dropped or chosen, and pages pasted. */
export function FileDrop({ onFiles }: { onFiles: (files: readonly ChosenFile[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  const [isPasting, setIsPasting] = useState(false);
  const folderField = useRef<HTMLInputElement>(null);
  const pastedCount = useRef(0);

  return (
    <section
      className={classes.drop}
      data-over={isOver}
      aria-label="Add files"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setIsOver(false);
        void filesOfDrop(event.dataTransfer).then(onFiles);
      }}
    >
      <p>Drop files or a folder here</p>
      <small>
        Markdown, web pages, PDF, Word, CSV with questions and answers, text, or a ZIP of these; up to 25 MB each
      </small>
      <Group gap="xs" justify="center">
        <FileButton
          multiple
          accept={ACCEPTED}
          onChange={(files) => onFiles(filesOfField(files))}
          inputProps={{ 'aria-label': 'Files to import' }}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFiles size={15} aria-hidden />}>
              Choose files
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconFolder size={15} aria-hidden />}
          onClick={() => folderField.current?.click()}
        >
          Choose a folder
        </Button>
        <Button
          variant="default"
          leftSection={<IconClipboard size={15} aria-hidden />}
          aria-expanded={isPasting}
          onClick={() => setIsPasting(!isPasting)}
        >
          Paste a page
        </Button>
      </Group>
      <input
        ref={folderField}
        type="file"
        hidden
        aria-label="Folder to import"
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          onFiles(filesOfField(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
      {isPasting && (
        <PasteField
          onPaste={(data) => {
            const pasted = fileOfPaste(data, pastedCount.current);
            if (pasted === undefined) return;
            pastedCount.current += 1;
            setIsPasting(false);
            onFiles([pasted]);
          }}
        />
      )}
    </section>
  );
}

/** Only a paste is taken: typing into it would be lost. */
function PasteField({ onPaste }: { onPaste: (data: DataTransfer) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <textarea
      ref={field}
      className={classes.paste}
      aria-label="Paste a page here"
      placeholder="Copy a page in your browser, then paste it here with Ctrl+V or ⌘V"
      rows={2}
      value=""
      onChange={() => undefined}
      onPaste={(event) => {
        event.preventDefault();
        onPaste(event.clipboardData);
      }}
    />
  );
}
