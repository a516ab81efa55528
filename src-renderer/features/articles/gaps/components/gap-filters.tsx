import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { type GapCounts, GapSort, GapStatus } from '#contract/gaps.ts';
import { count } from '../../../../lib/format-number.ts';
import { GAP_SORT_WORDS, GAP_STATUS_WORDS } from '../gap-words.ts';
import classes from '../gaps.module.css';

interface GapFiltersProps {
  status: GapStatus;
  sort: GapSort;
  search: string;
  counts: GapCounts | undefined;
  searchField: RefObject<HTMLInputElement | null>;
  onChange: (next: { status?: GapStatus; sort?: GapSort; q?: string }) => void;
}

export function GapFilters({ status, sort, search, counts, searchField, onChange }: GapFiltersProps) {
  const label = (value: GapStatus) =>
    counts === undefined ? GAP_STATUS_WORDS[value] : `${GAP_STATUS_WORDS[value]} ${count(counts[value])}`;
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label="Status"
        fullWidth
        data={GapStatus.options.map((value) => ({ value, label: label(value) }))}
        value={status}
        onChange={(value) => onChange({ status: GapStatus.parse(value) })}
      />
      <div className={classes.find}>
        <TextInput
          ref={searchField}
          aria-label="Search gaps"
          placeholder="Search questions"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={search}
          onChange={(event) => onChange({ q: event.currentTarget.value })}
        />
        <Select
          aria-label="Order"
          allowDeselect={false}
          data={GapSort.options.map((value) => ({ value, label: GAP_SORT_WORDS[value] }))}
          value={sort}
          onChange={(value) => onChange({ sort: GapSort.parse(value) })}
        />
      </div>
    </div>
  );
}
