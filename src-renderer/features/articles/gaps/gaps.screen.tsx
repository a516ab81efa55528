import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Gap } from '#contract/gaps.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { useCommands } from '../../../lib/commands/use-commands.ts';
import { count, counted } from '../../../lib/format-number.ts';
import { neighbour } from '../../../lib/neighbour.ts';
import { Screen } from '../../../ui/screen.tsx';
import { ArticlesTabs } from '../components/articles-tabs.tsx';
import { GapDetail } from './components/gap-detail.tsx';
import { GapFilters } from './components/gap-filters.tsx';
import { GapList } from './components/gap-list.tsx';
import classes from './gaps.module.css';
import { useGapChanges } from './mutations.ts';
import { useGapCounts, useGaps } from './queries.ts';

const SEARCH_PAUSE_MS = 180;

/** What customers asked and the AI could not answer, by topic: the list of what to write next. */
export function GapsScreen() {
  const navigate = useNavigate({ from: '/articles/gaps' });
  const { status = 'open', sort = 'count', q = '', gap: chosenId } = useSearch({ from: '/articles/gaps' });
  const [search] = useDebouncedValue(q, SEARCH_PAUSE_MS);
  const list = useGaps({ status, sort, search });
  const counts = useGapCounts().data;
  const changes = useGapChanges();
  const isAdmin = useSession().can('admin');
  const searchField = useRef<HTMLInputElement>(null);

  const ids = list.gaps.map(({ id }) => id);
  // A chosen gap that left the list gives way to the first one.
  const selectedId = chosenId !== undefined && ids.includes(chosenId) ? chosenId : ids[0];
  const selected = list.gaps.find(({ id }) => id === selectedId);
  const show = (next: { status?: typeof status; sort?: typeof sort; q?: string; gap?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const draft = (gap: Gap) =>
    void navigate({ to: '/articles/$articleId', params: { articleId: 'new' }, search: { gap: gap.id } });
  /** Goes on to the next gap, as the one that was dealt with leaves the list. */
  const settle = (act: (gap: Gap) => void) => () => {
    if (selected === undefined) return;
    const next = neighbour(ids, selected.id, 1);
    show({ gap: next === selected.id ? neighbour(ids, selected.id, -1) : next });
    act(selected);
  };

  const canSettle = isAdmin && selected !== undefined && selected.status === 'open';
  useCommands({
    'gaps.next': () => show({ gap: neighbour(ids, selectedId, 1) }),
    'gaps.previous': () => show({ gap: neighbour(ids, selectedId, -1) }),
    'gaps.draft': { run: () => selected && draft(selected), when: isAdmin && selected !== undefined },
    'gaps.dismiss': { run: settle(changes.dismiss), when: canSettle },
    'gaps.answered': { run: settle(changes.markAnswered), when: canSettle },
    'gaps.reopen': {
      run: () => selected && changes.reopen(selected),
      when: isAdmin && selected !== undefined && selected.status !== 'open',
    },
    'gaps.search': () => searchField.current?.focus(),
  });

  return (
    <Screen
      title="Gaps"
      description={
        counts === undefined
          ? 'What customers asked and the AI could not answer.'
          : `${counted(counts.openQuestions, 'question')} without an answer, ${count(counts.openThisWeek)} asked this week.`
      }
      tabs={<ArticlesTabs />}
    >
      <div className={classes.gaps} data-alone={list.isSuccess && selected === undefined}>
        <section className={classes.list} aria-label="Gaps">
          <GapFilters
            status={status}
            sort={sort}
            search={q}
            counts={counts}
            searchField={searchField}
            onChange={(next) => show({ ...next, gap: undefined })}
          />
          <GapList
            list={list}
            status={status}
            isFiltered={q !== ''}
            selectedId={selectedId}
            onSelect={(gap) => show({ gap })}
          />
        </section>
        {selected !== undefined && (
          <GapDetail
            key={selected.id}
            gap={selected}
            others={list.gaps}
            canWrite={isAdmin}
            onDraft={() => draft(selected)}
            onDismiss={settle(changes.dismiss)}
            onAnswered={settle(changes.markAnswered)}
            onReopen={() => changes.reopen(selected)}
            onMerge={(into) => changes.merge(selected, into, (id) => show({ gap: id }))}
            onMoveOut={(messageId) => changes.moveOut(selected, messageId)}
          />
        )}
      </div>
    </Screen>
  );
}
