import { IconFlask } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { failureOf } from '../../../lib/api/failure.ts';
import { Screen } from '../../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { ArticlesTabs } from '../components/articles-tabs.tsx';
import { ChecksPanel } from './components/checks-panel.tsx';
import { LabBench } from './components/lab-bench.tsx';
import { type LabSearch, QuestionBar } from './components/question-bar.tsx';
import { RecentQuestions } from './components/recent-questions.tsx';
import classes from './lab.module.css';
import { useLabAnswer } from './lab-queries.ts';
import { readRecentQuestions, rememberQuestion } from './recent-questions.ts';

/** Ask as a customer would: what is found and why, what would be answered, and what a change would make of it. */
export function LabScreen() {
  const search = useSearch({ from: '/articles/lab' });
  const navigate = useNavigate({ from: '/articles/lab' });
  const { q = '', category, tag } = search;
  const [recent, setRecent] = useState(() => readRecentQuestions(localStorage));
  const question = {
    question: q,
    ...(category === undefined ? {} : { categories: [category] }),
    ...(tag === undefined ? {} : { tags: [tag] }),
  };
  const answer = useLabAnswer(question);
  const go = (next: LabSearch) => void navigate({ search: (before) => ({ ...before, ...next }) });
  useEffect(() => {
    if (q !== '') setRecent(rememberQuestion(localStorage, q));
  }, [q]);

  return (
    <Screen
      title="Lab"
      description="Ask as a customer would. Nothing here is sent, stored or counted."
      tabs={<ArticlesTabs />}
    >
      <div className={classes.lab}>
        <QuestionBar key={q} search={search} isAsking={answer.isFetching} onSearch={go} />
        {answer.data !== undefined && (
          <LabBench
            key={`${q} ${category} ${tag}`}
            question={question}
            result={answer.data}
            onAskAgain={() => void answer.refetch()}
          />
        )}
        {answer.isLoading && <SkeletonRows rows={5} height={96} />}
        {answer.isError && answer.data === undefined && (
          <ErrorState failure={failureOf(answer.error)} onRetry={() => void answer.refetch()} />
        )}
        {q === '' && (
          <div className={classes.start}>
            <EmptyState icon={IconFlask} title="Type a question to see inside an answer">
              You see what the search understands, which articles it finds and why, how sure the AI is, and what the
              customer would read. Then change an article and see the difference before you save.
            </EmptyState>
            <div className={classes.columns}>
              <RecentQuestions questions={recent} onAsk={(asked) => go({ q: asked })} />
              <ChecksPanel onAsk={(asked) => go({ q: asked })} />
            </div>
          </div>
        )}
      </div>
    </Screen>
  );
}
