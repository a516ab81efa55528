import { Button, Group } from '@mantine/core';
import { IconChecklist, IconMessagePlus, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { LabHit } from '#contract/lab.ts';
import { StatusPill } from '../../../../ui/status-pill.tsx';
import type { Move } from '../compare-hits.ts';
import classes from '../hit.module.css';
import { HitReasons } from './hit-reasons.tsx';
import { MoveMark } from './move-mark.tsx';
import { ScoreBar } from './score-bar.tsx';

interface HitCardProps {
  hit: LabHit;
  rank: number;
  /** Undefined while nothing was changed. */
  move: Move | undefined;
  isChanging: boolean;
  isCited: boolean;
  actions: { isKnownWay: boolean; onChange: () => void; onAddWay: () => void; onKeepCheck: () => void } | undefined;
}

/** One passage that was found: where it stands, and why. */
export function HitCard({ hit, rank, move, isChanging, isCited, actions }: HitCardProps) {
  return (
    <li className={classes.hit} data-changing={isChanging}>
      <div className={classes.rank}>
        {rank}
        {move !== undefined && <MoveMark move={move} />}
      </div>
      <div className={classes.hitBody}>
        <div className={classes.hitHead}>
          <span className={classes.name}>
            {hit.articleId === null ? (
              hit.title
            ) : (
              <Link to="/articles/$articleId" params={{ articleId: hit.articleId }}>
                <b>{hit.code}</b> {hit.title}
              </Link>
            )}
          </span>
          {isCited && <StatusPill tone="accent">cited</StatusPill>}
          <ScoreBar hit={hit} />
        </div>
        <HitReasons hit={hit} />
        <p className={classes.text}>{withoutMarks(hit.text)}</p>
        {actions !== undefined && (
          <Group gap={4} ml={-8} className={classes.actions}>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPencil size={13} aria-hidden />}
              aria-label={`Change ${hit.code ?? hit.title} and see`}
              onClick={actions.onChange}
            >
              Change it and see
            </Button>
            {!actions.isKnownWay && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconMessagePlus size={13} aria-hidden />}
                aria-label={`Add the question to the ways to ask for ${hit.code ?? hit.title}`}
                onClick={actions.onAddWay}
              >
                Add the question to it
              </Button>
            )}
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconChecklist size={13} aria-hidden />}
              aria-label={`Keep as a check: ${hit.code ?? hit.title} should answer this`}
              onClick={actions.onKeepCheck}
            >
              Should come first
            </Button>
          </Group>
        )}
      </div>
    </li>
  );
}

/** Two lines of text are for recognising a passage: the marks of Markdown would only be in the way. */
function withoutMarks(markdown: string): string {
  return markdown.replace(/\*\*|__|`|^#{1,6} /gm, '');
}
