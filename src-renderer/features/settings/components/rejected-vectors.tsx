import { Button, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { count } from '../../../lib/format-number.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';

/** Vectors of an adopted deployment that could not be used: none of their texts is lost, each is embedded anew. */
export function RejectedVectors({ total, waiting }: { total: number; waiting: number }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <Text size="sm" mb={6}>
        {count(total)} stored {total === 1 ? 'vector' : 'vectors'} of the adopted database could not be used.{' '}
        {waiting === 0
          ? 'All of their texts have new ones.'
          : `${count(waiting)} still ${waiting === 1 ? 'waits' : 'wait'} for a new one.`}
      </Text>
      <Button variant="default" size="xs" mb={6} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'Hide the list' : 'Show the list'}
      </Button>
      {isOpen && <RejectedList />}
    </div>
  );
}

function RejectedList() {
  const list = useInfiniteQuery(
    useApi().searchModel.rejectedVectors.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 30, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.nextCursor ?? undefined,
    }),
  );
  if (list.isPending) return <SkeletonRows rows={3} height={24} />;
  if (list.isError) return <ErrorState failure={failureOf(list.error)} onRetry={() => void list.refetch()} />;
  return (
    <>
      <Table fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Text</Table.Th>
            <Table.Th>Its stored vector</Table.Th>
            <Table.Th>Now</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.data.pages
            .flatMap((page) => page.items)
            .map((row) => (
              <Table.Tr key={row.chunkId}>
                <Table.Td>{row.title}</Table.Td>
                <Table.Td>{row.reason}</Table.Td>
                <Table.Td>{row.isEmbedded ? 'embedded anew' : 'waits'}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt={6}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}
