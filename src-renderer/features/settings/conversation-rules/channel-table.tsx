import { Switch, Table } from '@mantine/core';
import type { ChannelRules, ConversationRules } from '#contract/conversation-rules.ts';
import { Channel } from '#contract/conversations.ts';
import { CHANNEL_WORDS } from '../../../lib/words.ts';
import { CountField } from '../profile/fields.tsx';
import type { RulesProblems } from './rules-problems.ts';

const FIELDS = [
  { name: 'waitSeconds', title: 'Waits for more', suffix: ' s' },
  { name: 'longestMessage', title: 'Longest message', suffix: ' letters' },
  { name: 'aiMessagesPerHour', title: 'Most in an hour', suffix: '' },
] as const;

interface ChannelTableProps {
  channels: ConversationRules['channels'];
  hasQuietHours: boolean;
  problems: RulesProblems;
  onChange: (channels: ConversationRules['channels']) => void;
}

/** What differs from channel to channel, one a row. */
export function ChannelTable({ channels, hasQuietHours, problems, onChange }: ChannelTableProps) {
  const set = (channel: Channel, change: Partial<ChannelRules>) =>
    onChange({ ...channels, [channel]: { ...channels[channel], ...change } });
  return (
    <Table my="sm" verticalSpacing={4} horizontalSpacing={6} aria-label="Rules of each channel" captionSide="bottom">
      <Table.Caption ta="left" mt={4} fz="xs">
        The AI waits so long for a second message and answers both at once. A longer answer is sent in parts. After more
        messages of its own within an hour, a person goes on: two bots may be talking to each other.
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Channel</Table.Th>
          {FIELDS.map(({ name, title }) => (
            <Table.Th key={name}>{title}</Table.Th>
          ))}
          <Table.Th>In quiet hours</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {Channel.options.map((channel) => (
          <Table.Tr key={channel}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{CHANNEL_WORDS[channel]}</Table.Td>
            {FIELDS.map(({ name, title, suffix }) => (
              <Table.Td key={name}>
                <CountField
                  aria-label={`${title}: ${CHANNEL_WORDS[channel]}`}
                  suffix={suffix}
                  value={channels[channel][name]}
                  error={problems[`channels.${channel}.${name}`]}
                  onChange={(value) => set(channel, { [name]: value })}
                />
              </Table.Td>
            ))}
            <Table.Td>
              <Switch
                aria-label={`Answers in quiet hours: ${CHANNEL_WORDS[channel]}`}
                label={channels[channel].answersInQuietHours ? 'Answers' : 'Waits'}
                disabled={!hasQuietHours}
                checked={channels[channel].answersInQuietHours}
                onChange={(event) => set(channel, { answersInQuietHours: event.currentTarget.checked })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
