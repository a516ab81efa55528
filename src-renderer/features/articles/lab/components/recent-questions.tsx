import { UnstyledButton } from '@mantine/core';
import classes from '../lab.module.css';

/** The questions asked last on this machine. */
export function RecentQuestions({
  questions,
  onAsk,
}: {
  questions: readonly string[];
  onAsk: (question: string) => void;
}) {
  return (
    <section aria-label="Recent questions">
      <h2>Asked lately</h2>
      {questions.length === 0 && <p className={classes.none}>Your questions are kept here, on this machine.</p>}
      <ul className={classes.lines}>
        {questions.map((question) => (
          <li key={question}>
            <UnstyledButton className={classes.line} onClick={() => onAsk(question)}>
              {question}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
