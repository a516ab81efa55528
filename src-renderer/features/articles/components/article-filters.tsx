import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { ArticleCategory } from '#contract/knowledge.ts';
import { CATEGORY_WORDS } from '../../../lib/words.ts';
import classes from './article-filters.module.css';

interface ArticleFiltersProps {
  category: ArticleCategory | undefined;
  isArchived: boolean;
  search: string;
  searchField: RefObject<HTMLInputElement | null>;
  onChange: (change: {
    category?: ArticleCategory | undefined;
    archived?: boolean | undefined;
    q?: string | undefined;
  }) => void;
}

export function ArticleFilters({ category, isArchived, search, searchField, onChange }: ArticleFiltersProps) {
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label="Category"
        data={[
          { value: '', label: 'All' },
          ...ArticleCategory.options.map((value) => ({ value, label: CATEGORY_WORDS[value] })),
        ]}
        value={category ?? ''}
        onChange={(value) => onChange({ category: ArticleCategory.safeParse(value).data })}
      />
      <TextInput
        ref={searchField}
        type="search"
        className={classes.search}
        aria-label="Search articles"
        placeholder="Search codes, titles, texts"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => onChange({ q: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
      />
      <Switch
        size="xs"
        label="Archived"
        checked={isArchived}
        onChange={(event) => onChange({ archived: event.currentTarget.checked ? true : undefined })}
      />
    </div>
  );
}
