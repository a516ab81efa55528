import { Table } from '@mantine/core';
import type { Overview } from '#contract/analytics.ts';
import { count, percent } from '../../../lib/format-number.ts';
import classes from '../analytics.module.css';

/** The articles that answers rest on most, and how those answers ended. */
export function ArticleRanking({ articles }: { articles: Overview['topArticles'] }) {
  return (
    <section className={classes.card} aria-label="Articles cited most">
      <h2 className={classes.title}>Articles cited most</h2>
      {articles.length === 0 ? (
        <p className={classes.none}>No answer has cited an article yet.</p>
      ) : (
        <Table aria-label="Articles cited most" horizontalSpacing={4} verticalSpacing={3}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Article</Table.Th>
              <Table.Th ta="right">Cited</Table.Th>
              <Table.Th ta="right">Success</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {articles.map((article) => (
              <Table.Tr key={article.code}>
                <Table.Td>
                  {article.code} {article.title}
                </Table.Td>
                <Table.Td ta="right">{count(article.usageCount)}</Table.Td>
                <Table.Td ta="right">{percent(article.successRate)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
