import { Table } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { Intent } from '#contract/intents.ts';
import { agentWords } from '../intent-words.ts';
import classes from '../intents.module.css';
import { IntentDetail } from './intent-detail.tsx';

/** All intents, the owner's own first; one at a time is opened. */
export function IntentTable({ intents, canEdit }: { intents: Intent[]; canEdit: boolean }) {
  const [openName, setOpenName] = useState<string>();
  return (
    <Table aria-label="Intents">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Intent</Table.Th>
          <Table.Th>Who answers</Table.Th>
          <Table.Th ta="right">Sentences</Table.Th>
          <Table.Th ta="right">Taken for another</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {intents.map((intent) => {
          const isOpen = intent.name === openName;
          return (
            <Fragment key={intent.name}>
              <Table.Tr>
                <Table.Td>
                  <button
                    type="button"
                    className={classes.name}
                    aria-expanded={isOpen}
                    onClick={() => setOpenName(isOpen ? undefined : intent.name)}
                  >
                    {intent.name}
                  </button>
                  <div className={classes.muted}>{intent.description}</div>
                </Table.Td>
                <Table.Td>{agentWords(intent.agent)}</Table.Td>
                <Table.Td ta="right">{intent.builtInCount + intent.sentenceCount + intent.correctionCount}</Table.Td>
                <Table.Td ta="right">{intent.misroutedCount ?? '…'}</Table.Td>
              </Table.Tr>
              {isOpen && (
                <Table.Tr>
                  <Table.Td colSpan={4}>
                    <IntentDetail intent={intent} canEdit={canEdit} />
                  </Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
