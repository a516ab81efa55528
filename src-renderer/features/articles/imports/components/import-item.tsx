import { ActionIcon, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { startTransition, useOptimistic, useState } from 'react';
import type { ImportItem } from '#contract/imports.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { CATEGORY_WORDS } from '../../../../lib/words.ts';
import { DiffView } from '../../../../ui/diff-view.tsx';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import { OUTCOME_LOOKS, PLAN_LOOKS } from '../import-words.ts';
import classes from '../imports.module.css';
import { useItemText } from '../queries.ts';

interface ImportItemRowProps {
  importId: string;
  item: ImportItem;
  /** Ends once the choice is kept, or refused; undefined once there is nothing to choose any more. */
  onChoose: ((isIncluded: boolean) => Promise<void>) | undefined;
}

/** What happens, or happened, with one article of a file. */
export function ImportItemRow({ importId, item, onChoose }: ImportItemRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  // The list learns of a choice only after the click is over: until then a box that shows the list would jump back.
  const [isIncluded, setIsIncluded] = useOptimistic(item.isIncluded);
  const { label, tone, icon } = item.outcome === null ? PLAN_LOOKS[item.plan] : OUTCOME_LOOKS[item.outcome];
  const name = item.title ?? item.file;
  const canChoose = onChoose !== undefined && item.plan !== 'same' && item.plan !== 'failed';
  const hasText = onChoose !== undefined && item.plan !== 'failed';
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        {canChoose ? (
          <Checkbox
            size="xs"
            aria-label={`Import ${name}`}
            checked={isIncluded}
            onChange={({ currentTarget: { checked } }) =>
              startTransition(async () => {
                setIsIncluded(checked);
                await onChoose(checked);
              })
            }
          />
        ) : (
          <span />
        )}
        <StatusPill tone={tone} icon={icon}>
          {label}
        </StatusPill>
        <div className={classes.name}>
          {item.outcome !== null && item.articleId !== null ? (
            <Link to="/articles/$articleId" params={{ articleId: item.articleId }}>
              {name}
            </Link>
          ) : (
            <strong>{name}</strong>
          )}
          <Details item={item} />
        </div>
        {hasText && (
          <ActionIcon
            variant="subtle"
            aria-label={`${isOpen ? 'Hide' : 'Show'} the text of ${name}`}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          </ActionIcon>
        )}
      </div>
      {isOpen && hasText && <ItemText importId={importId} itemId={item.id} />}
    </li>
  );
}

function Details({ item }: { item: ImportItem }) {
  if (item.reason !== null)
    return (
      <small data-wraps="true" className={classes.reason}>
        {item.title === null ? item.reason : `${item.file}: ${item.reason}`}
      </small>
    );
  const facts = [
    item.code,
    item.category === null ? null : `${CATEGORY_WORDS[item.category]}${item.isCategoryGuessed ? ' (guessed)' : ''}`,
    item.duplicateOf === null ? null : `says nearly the same as ${item.duplicateOf}`,
    item.file,
  ];
  return <small>{facts.filter((fact) => fact !== null).join(' · ')}</small>;
}

/** The text that comes in; against the article's own where there is one. */
function ItemText({ importId, itemId }: { importId: string; itemId: string }) {
  const text = useItemText(importId, itemId);
  if (text.data === undefined)
    return text.isError ? (
      <ErrorState failure={failureOf(text.error)} onRetry={() => void text.refetch()} />
    ) : (
      <SkeletonRows rows={2} height={20} />
    );
  const { before, after } = text.data;
  return (
    <div className={classes.diff}>
      <DiffView before={before ?? after} after={after} />
    </div>
  );
}
