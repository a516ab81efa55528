import { MultiSelect, NumberInput, Select, Switch, Table, TagsInput, Text } from '@mantine/core';
import { Channel, Priority } from '#contract/conversations.ts';
import { ALWAYS_CALLS, MAY_DECLINE, PolicyReason, type ReasonRule } from '#contract/escalation-policy.ts';
import { duration, MINUTE_MS } from '../../../lib/format-time.ts';
import { CHANNEL_WORDS, PRIORITY_WORDS, REASON_WORDS } from '../../../lib/words.ts';
import type { PolicyPartProps } from '../policy-part.ts';
import { PeopleIntents } from './people-intents.tsx';

const PRIORITIES = Priority.options.map((value) => ({ value, label: PRIORITY_WORDS[value] }));
const SAFE_PRIORITIES = PRIORITIES.filter(({ value }) => value === 'high' || value === 'urgent');

/** Why a person is called, how urgently, and how soon one should come. */
export function ReasonRules({ policy, canEdit, onChange }: PolicyPartProps) {
  const { reasons, targets } = policy;
  const set = (reason: PolicyReason, change: Partial<ReasonRule>) =>
    onChange({ ...policy, reasons: { ...reasons, [reason]: { ...reasons[reason], ...change } } });
  const targetOf = ({ priority, targetShare }: ReasonRule) =>
    duration(targets.responseMinutes * MINUTE_MS * (targetShare ?? targets.shares[priority]));
  return (
    <Table verticalSpacing={6} aria-label="Reasons for calling a person">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Reason</Table.Th>
          <Table.Th>Call a person</Table.Th>
          <Table.Th w={130}>Priority</Table.Th>
          <Table.Th w={120}>Within</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {PolicyReason.options.map((reason) => (
          <Table.Tr key={reason}>
            <Table.Td>{REASON_WORDS[reason]}</Table.Td>
            <Table.Td>
              {MAY_DECLINE.includes(reason) ? (
                <Switch
                  aria-label={`Call a person: ${REASON_WORDS[reason]}`}
                  label={reasons[reason].action === 'escalate' ? 'Yes' : 'No: say “I don’t know”'}
                  checked={reasons[reason].action === 'escalate'}
                  disabled={!canEdit}
                  onChange={(event) => set(reason, { action: event.currentTarget.checked ? 'escalate' : 'decline' })}
                />
              ) : (
                <Text size="xs" c="dimmed">
                  Always. {ALWAYS_CALLS[reason]}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <Select
                aria-label={`Priority: ${REASON_WORDS[reason]}`}
                data={reason === 'safety' ? SAFE_PRIORITIES : PRIORITIES}
                value={reasons[reason].priority}
                allowDeselect={false}
                disabled={!canEdit}
                onChange={(value) => {
                  const priority = Priority.options.find((one) => one === value);
                  if (priority !== undefined) set(reason, { priority });
                }}
              />
            </Table.Td>
            <Table.Td>{targetOf(reasons[reason])}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** How soon a person should come, and whether nights count. */
export function TargetRules({ policy, canEdit, onChange }: PolicyPartProps) {
  const { targets } = policy;
  const set = (change: Partial<typeof targets>) => onChange({ ...policy, targets: { ...targets, ...change } });
  return (
    <>
      <NumberInput
        label="Response target"
        description="How soon a person should take an escalation of normal priority; the others get a share of it."
        suffix=" minutes"
        min={1}
        max={1440}
        allowDecimal={false}
        w={260}
        value={targets.responseMinutes}
        disabled={!canEdit}
        onChange={(next) => typeof next === 'number' && set({ responseMinutes: next })}
      />
      <Switch
        label="Only office hours count"
        description="By the office hours of the business profile. Urgent matters count round the clock."
        checked={targets.counted === 'office_hours'}
        disabled={!canEdit}
        onChange={(event) => set({ counted: event.currentTarget.checked ? 'office_hours' : 'always' })}
      />
    </>
  );
}

/** The owner's own list of what always goes to a person. */
export function OwnRules({ policy, canEdit, onChange }: PolicyPartProps) {
  const { alwaysPerson } = policy;
  const set = (change: Partial<typeof alwaysPerson>) =>
    onChange({ ...policy, alwaysPerson: { ...alwaysPerson, ...change } });
  return (
    <>
      <TagsInput
        label="Words and phrases"
        description="A message with one of these goes to a person. Whole words count; add other forms of a word too."
        placeholder="Add one and press Enter"
        maxTags={100}
        value={alwaysPerson.topics}
        disabled={!canEdit}
        onChange={(topics) => set({ topics })}
      />
      <PeopleIntents />
      <MultiSelect
        label="Channels where a person comes first"
        description="The AI answers there once a person has handed the conversation back."
        data={Channel.options.map((value) => ({ value, label: CHANNEL_WORDS[value] }))}
        value={alwaysPerson.channels}
        placeholder={alwaysPerson.channels.length === 0 ? 'None' : ''}
        disabled={!canEdit}
        onChange={(names) => set({ channels: Channel.options.filter((one) => names.includes(one)) })}
      />
    </>
  );
}
