import { Table, UnstyledButton } from '@mantine/core';
import { IconSortDescending } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ArticleOrder } from '#contract/knowledge.ts';
import classes from './article-table.module.css';

interface SortableHeadProps {
  by: ArticleOrder;
  order: ArticleOrder;
  onOrder: (order: ArticleOrder) => void;
  align?: 'right';
  title?: string;
  children: ReactNode;
}

/** A column by which the list can be ordered. */
export function SortableHead({ by, order, onOrder, align, title, children }: SortableHeadProps) {
  const isOrder = by === order;
  return (
    <Table.Th ta={align} title={title} aria-sort={isOrder ? 'other' : undefined}>
      <UnstyledButton className={classes.sort} onClick={() => onOrder(by)}>
        {children}
        {isOrder && <IconSortDescending size={13} role="img" aria-label="ordered by this" />}
      </UnstyledButton>
    </Table.Th>
  );
}
