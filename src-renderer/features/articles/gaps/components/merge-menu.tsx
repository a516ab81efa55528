import { Button, Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import type { Gap } from '#contract/gaps.ts';
import { counted } from '../../../../lib/format-number.ts';

interface MergeMenuProps {
  gap: Gap;
  others: readonly Gap[];
  onMerge: (into: Gap) => void;
}

/** Puts this gap's questions to those of another one that means the same. */
export function MergeMenu({ gap, others, onMerge }: MergeMenuProps) {
  const [search, setSearch] = useState('');
  const menu = useCombobox({
    onDropdownClose: () => {
      menu.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => menu.focusSearchInput(),
  });
  const choices = others.filter(
    ({ id, title }) => id !== gap.id && title.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <Combobox
      store={menu}
      width={360}
      position="bottom-end"
      onOptionSubmit={(id) => {
        const into = others.find((other) => other.id === id);
        menu.closeDropdown();
        if (into !== undefined) onMerge(into);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          leftSection={<IconArrowMerge size={15} aria-hidden />}
          disabled={others.length < 2}
          onClick={() => menu.toggleDropdown()}
        >
          Same as…
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label="Find the gap that means the same"
          placeholder="Find the gap that means the same"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Combobox.Options aria-label="Gaps">
          <ScrollArea.Autosize mah={280} type="scroll">
            {choices.map((other) => (
              <Combobox.Option key={other.id} value={other.id}>
                {other.title} <small>({counted(other.questionCount, 'question')})</small>
              </Combobox.Option>
            ))}
            {choices.length === 0 && <Combobox.Empty>No other gap in this list fits.</Combobox.Empty>}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
