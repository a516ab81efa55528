import { Table } from '@mantine/core';
import type { Refresh } from '#contract/refreshes.ts';
import { RelativeTime } from '../../../../ui/relative-time.tsx';
import classes from '../refresh.module.css';
import { changesInWords, reasonWords } from '../refresh-words.ts';
import { RefreshState } from './refresh-state.tsx';

/** The refreshes before the newest one, a line each. */
export function RefreshHistory({ refreshes }: { refreshes: readonly Refresh[] }) {
  return (
    <section className={classes.history} aria-label="Earlier refreshes">
      <h2>Earlier</h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th>What changed</Table.Th>
            <Table.Th>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {refreshes.map((refresh) => (
            <Table.Tr key={refresh.id}>
              <Table.Td className={classes.time}>
                <RelativeTime at={refresh.finishedAt ?? refresh.requestedAt} suffix=" ago" />
              </Table.Td>
              <Table.Td>{reasonWords(refresh)}</Table.Td>
              <Table.Td>{refresh.problem ?? changesInWords(refresh.report)}</Table.Td>
              <Table.Td>
                <RefreshState status={refresh.status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
