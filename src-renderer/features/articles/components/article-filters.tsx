import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { ArticleCategory, type ArticleOrder } from '#contract/knowledge.ts';
import { count } from '../../../lib/format-number.ts';
import { CATEGORY_WORDS } from '../../../lib/words.ts';
import { useToReviewCount } from '../queries.ts';
import classes from './article-filters.module.css';
import { AskBox } from './ask-box.tsx';

/** What the address of the list holds. */
export interface ArticlesSearch {
  category?: ArticleCategory | undefined;
  archived?: boolean | undefined;
  due?: boolean | undefined;
  order?: ArticleOrder | undefined;
  q?: string | undefined;
}

interface ArticleFiltersProps {
  category: ArticleCategory | undefined;
  isArchived: boolean;
  search: string;
  searchField: RefObject<HTMLInputElement | null>;
  isToReview: boolean;
  onChange: (change: ArticlesSearch) => void;
}

export function ArticleFilters(props: ArticleFiltersProps) {
  const { category, isArchived, isToReview, search, searchField, onChange } = props;
  const toReview = useToReviewCount();
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
        label={toReview === undefined ? 'To review' : `To review ${count(toReview)}`}
        checked={isToReview}
        onChange={(event) => onChange({ due: event.currentTarget.checked ? true : undefined })}
      />
      <Switch
        size="xs"
        label="Archived"
        checked={isArchived}
        onChange={(event) => onChange({ archived: event.currentTarget.checked ? true : undefined })}
      />
      <AskBox />
    </div>
  );
}
