import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CountField, DollarField } from './fields.tsx';
import type { ProfilePartProps } from './profile-part.ts';
import { keyFor, problemAt } from './profile-problems.ts';

/** What guests choose from. A dish keeps its key when it is renamed, so that bookings keep what was chosen. */
export function MenuPart({ profile, problems, onChange }: ProfilePartProps) {
  const { proteins, addOns } = profile;
  const without = <T extends { key: string }>(list: readonly T[], key: string) => list.filter((one) => one.key !== key);
  const withChange = <T extends { key: string }>(list: readonly T[], key: string, change: Partial<T>) =>
    list.map((one) => (one.key === key ? { ...one, ...change } : one));
  return (
    <>
      <Group grow align="flex-start">
        <CountField
          label="Proteins for each adult"
          value={profile.proteinsPerAdult}
          error={problemAt(problems, 'proteinsPerAdult')}
          onChange={(proteinsPerAdult) => onChange({ proteinsPerAdult })}
        />
        <CountField
          label="Proteins for each child"
          value={profile.proteinsPerChild}
          error={problemAt(problems, 'proteinsPerChild')}
          onChange={(proteinsPerChild) => onChange({ proteinsPerChild })}
        />
      </Group>
      {proteins.map(({ key, name, upgradeCents }, index) => (
        <MenuRow
          key={key}
          label="Protein"
          name={name}
          error={problemAt(problems, `proteins.${index}`)}
          onName={(next) => onChange({ proteins: withChange(proteins, key, { name: next }) })}
          onRemove={() => onChange({ proteins: without(proteins, key) })}
        >
          <DollarField
            label="Upgrade"
            value={upgradeCents}
            onChange={(next) => onChange({ proteins: withChange(proteins, key, { upgradeCents: next }) })}
          />
        </MenuRow>
      ))}
      <AddButton
        onClick={() => {
          const key = keyFor(
            'New protein',
            proteins.map((one) => one.key),
          );
          onChange({ proteins: [...proteins, { key, name: 'New protein', upgradeCents: 0 }] });
        }}
      >
        Add a protein
      </AddButton>
      {addOns.map(({ key, name, priceCents, per }, index) => (
        <MenuRow
          key={key}
          label="Add-on"
          name={name}
          error={problemAt(problems, `addOns.${index}`)}
          onName={(next) => onChange({ addOns: withChange(addOns, key, { name: next }) })}
          onRemove={() => onChange({ addOns: without(addOns, key) })}
        >
          <DollarField
            label="Price"
            value={priceCents}
            onChange={(next) => onChange({ addOns: withChange(addOns, key, { priceCents: next }) })}
          />
          <Select
            label="For each"
            w={110}
            allowDeselect={false}
            data={[
              { value: 'guest', label: 'guest' },
              { value: 'order', label: 'order' },
            ]}
            value={per}
            onChange={(next) =>
              onChange({ addOns: withChange(addOns, key, { per: next === 'guest' ? 'guest' : 'order' }) })
            }
          />
        </MenuRow>
      ))}
      <AddButton
        onClick={() => {
          const key = keyFor(
            'New add-on',
            addOns.map((one) => one.key),
          );
          onChange({ addOns: [...addOns, { key, name: 'New add-on', priceCents: 0, per: 'order' }] });
        }}
      >
        Add an add-on
      </AddButton>
    </>
  );
}

interface MenuRowProps {
  label: string;
  name: string;
  error: string | undefined;
  onName: (name: string) => void;
  onRemove: () => void;
  children: ReactNode;
}

function MenuRow({ label, name, error, onName, onRemove, children }: MenuRowProps) {
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        label={label}
        style={{ flex: 1 }}
        value={name}
        error={error}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      {children}
      <ActionIcon variant="subtle" aria-label={`Remove ${name}`} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function AddButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="subtle" w="fit-content" leftSection={<IconPlus size={14} />} onClick={onClick}>
      {children}
    </Button>
  );
}
