import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ArticleSummary } from '#contract/knowledge.ts';
import { count, percent } from '../../../lib/format-number.ts';
import { CATEGORY_WORDS } from '../../../lib/words.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from './article-table.module.css';

export function ArticleTable({ articles }: { articles: readonly ArticleSummary[] }) {
  return (
    <Table aria-label="Articles" highlightOnHover highlightOnHoverColor="var(--desk-hover)">
      <Table.Thead className={classes.head}>
        <Table.Tr>
          <Table.Th>Code</Table.Th>
          <Table.Th>Title</Table.Th>
          <Table.Th>Category</Table.Th>
          <Table.Th ta="right" title="How often an answer cited it">
            Cited
          </Table.Th>
          <Table.Th ta="right" title="The share of those answers that were rated well or ended without a person">
            Success
          </Table.Th>
          <Table.Th>Changed</Table.Th>
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
