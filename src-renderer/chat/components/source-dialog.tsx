import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Citation } from '#contract/conversations.ts';
import type { ChatStore } from '../model/chat-store.ts';
import { problemText } from '../model/problem.ts';
import { sourceLabel } from '../model/source-label.ts';
import { RichText } from './rich-text.tsx';
import classes from './source-dialog.module.css';

interface SourceDialogProps {
  citation: Citation;
  read: ChatStore['readSource'];
  onClose: () => void;
}

/** The text that an answer was taken from: a sheet on a phone, a window elsewhere. */
export function SourceDialog({ citation, read, onClose }: SourceDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { chunkId, code, title } = citation;

  useEffect(() => {
    const element = dialog.current;
    const closeBeside = (event: MouseEvent) => event.target === element && element?.close();
    element?.showModal();
    element?.addEventListener('click', closeBeside);
    return () => element?.removeEventListener('click', closeBeside);
  }, []);
  useEffect(() => {
    let isWanted = true;
    read(chunkId).then(
      (source) => isWanted && setText(source.text),
      (error: unknown) => isWanted && setProblem(problemText(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [read, chunkId]);

  return (
    <dialog ref={dialog} className={classes.dialog} aria-label={sourceLabel(citation)} onClose={onClose}>
      <div className={classes.head}>
        <div>
          {code !== null && <p className={classes.code}>{code}</p>}
          <h2 className={classes.title}>{title}</h2>
        </div>
        <button type="button" className={classes.close} aria-label="Close" onClick={() => dialog.current?.close()}>
          <IconX size={20} aria-hidden />
        </button>
      </div>
      <section
        className={classes.text}
        aria-label="Text of the source"
        aria-busy={text === undefined && problem === undefined}
      >
        {text !== undefined && <RichText text={text} />}
        {problem !== undefined && <p role="alert">{problem} Close this and open it again.</p>}
        {text === undefined && problem === undefined && <div className={classes.skeleton} />}
      </section>
    </dialog>
  );
}
