import { IconMessagePlus, IconUserQuestion } from '@tabler/icons-react';
import type { ChatView } from '../model/chat-view.ts';
import { whoAnswers } from '../model/who-answers.ts';
import classes from './header.module.css';

interface HeaderProps {
  view: ChatView;
  onAskForPerson: () => void;
  onNewConversation: () => void;
}

/** Whose chat this is, who answers, and the way to a person. */
export function Header({ view, onAskForPerson, onNewConversation }: HeaderProps) {
  const { welcome, conversation, outbox } = view;
  const answers = whoAnswers(conversation);
  return (
    <header className={classes.header}>
      <div className={classes.who}>
        <h1 className={classes.name}>{welcome?.businessName ?? conversation?.businessName ?? ' '}</h1>
        <p className={classes.answers} data-kind={answers.kind} aria-live="polite">
          {answers.text}
        </p>
      </div>
      {(view.hasSession || outbox.length > 0) && (
        <button
          type="button"
          className={classes.icon}
          aria-label="New conversation"
          title="New conversation"
          onClick={onNewConversation}
        >
          <IconMessagePlus size={20} aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={classes.person}
        // Pressing it again does no harm, and tells what is under way.
        data-kind={answers.kind}
        onClick={onAskForPerson}
      >
        <IconUserQuestion size={18} aria-hidden />
        Talk to a person
      </button>
    </header>
  );
}
