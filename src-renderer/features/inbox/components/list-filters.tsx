import { CloseButton, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { Channel, type InboxView } from '#contract/conversations.ts';
import { CHANNEL_WORDS, VIEW_WORDS } from '../../../lib/words.ts';
import classes from './list-filters.module.css';

interface ListFiltersProps {
  view: InboxView;
  channel: Channel | undefined;
  search: string;
  searchField: RefObject<HTMLInputElement | null>;
  onChannel: (channel: Channel | undefined) => void;
  onSearch: (search: string) => void;
}

export function ListFilters({ view, channel, search, searchField, onChannel, onSearch }: ListFiltersProps) {
  return (
    <header className={classes.filters}>
      <div className={classes.head}>
        <h1 className={classes.title}>{VIEW_WORDS[view]}</h1>
        <Select
          aria-label="Channel"
          placeholder="All channels"
          size="xs"
          w={136}
          clearable
          data={Channel.options.map((value) => ({ value, label: CHANNEL_WORDS[value] }))}
          value={channel ?? null}
          onChange={(value) => onChannel(value === null ? undefined : Channel.parse(value))}
        />
      </div>
      <TextInput
        ref={searchField}
        type="search"
        aria-label="Search conversations"
        placeholder="Search words, names, numbers"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          search === '' ? null : <CloseButton size="xs" aria-label="Clear search" onClick={() => onSearch('')} />
        }
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </header>
  );
}
