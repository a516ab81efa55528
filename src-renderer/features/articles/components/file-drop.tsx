import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './import.module.css';

/** Where files are dropped or chosen. */
export function FileDrop({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  return (
    <label
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <IconFileText size={28} stroke={1.4} aria-hidden />
      <span>Drop Markdown files here, or choose them</span>
      <small>Each begins with its code, title and category between two lines of ---</small>
      <input
        type="file"
        className="visually-hidden"
        aria-label="Markdown files"
        accept=".md,.markdown,text/markdown"
        multiple
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
    </label>
  );
}
