import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ArticleOrder, ArticleSummary } from '#contract/knowledge.ts';
import { count, percent } from '../../../lib/format-number.ts';
import { CATEGORY_WORDS } from '../../../lib/words.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from './article-table.module.css';
import { ReviewDay } from './review-day.tsx';
import { SortableHead } from './sortable-head.tsx';

interface ArticleTableProps {
  articles: readonly ArticleSummary[];
  order: ArticleOrder;
  onOrder: (order: ArticleOrder) => void;
}

export function ArticleTable({ articles, order, onOrder }: ArticleTableProps) {
  const sorted = { order, onOrder };
  return (
    <Table aria-label="Articles" highlightOnHover highlightOnHoverColor="var(--desk-hover)">
      <Table.Thead className={classes.head}>
        <Table.Tr>
          <SortableHead by="code" {...sorted}>
            Code
          </SortableHead>
          <Table.Th>Title</Table.Th>
          <Table.Th>Category</Table.Th>
          <Table.Th>Owner</Table.Th>
          <SortableHead by="review" {...sorted}>
            Review
          </SortableHead>
          <SortableHead by="cited" {...sorted} align="right" title="How often an answer cited it">
            Cited
          </SortableHead>
          <SortableHead
            by="success"
            {...sorted}
            align="right"
            title="The share of those answers that were rated well or ended without a person; the lowest first"
          >
            Success
          </SortableHead>
          <SortableHead by="changed" {...sorted}>
            Changed
          </SortableHead>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {articles.map((article) => (
          <Table.Tr key={article.id}>
            <Table.Td className={classes.code}>{article.code}</Table.Td>
            <Table.Td className={classes.title}>
              <Link to="/articles/$articleId" params={{ articleId: article.id }}>
                {article.title}
              </Link>{' '}
              {article.isSample && <StatusPill tone="neutral">Sample</StatusPill>}
            </Table.Td>
            <Table.Td>{CATEGORY_WORDS[article.category]}</Table.Td>
            <Table.Td className={classes.time}>{article.owner?.name}</Table.Td>
            <Table.Td className={classes.time}>
              <ReviewDay reviewOn={article.reviewOn} />
            </Table.Td>
            <Table.Td ta="right">{count(article.usageCount)}</Table.Td>
            <Table.Td ta="right">{percent(article.successRate)}</Table.Td>
            <Table.Td className={classes.time}>
              <RelativeTime at={article.updatedAt} suffix=" ago" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
