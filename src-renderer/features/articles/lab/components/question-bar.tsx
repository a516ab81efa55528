import { Button, Select, TextInput } from '@mantine/core';
import { IconZoomQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { ArticleCategory } from '#contract/knowledge.ts';
import { CATEGORY_WORDS } from '../../../../lib/words.ts';
import classes from '../lab.module.css';

/** What the lab's address holds. */
export interface LabSearch {
  q?: string | undefined;
  category?: ArticleCategory | undefined;
  tag?: string | undefined;
}

interface QuestionBarProps {
  search: LabSearch;
  isAsking: boolean;
  onSearch: (next: LabSearch) => void;
}

/** The question, and which articles may answer it. */
export function QuestionBar({ search, isAsking, onSearch }: QuestionBarProps) {
  const [question, setQuestion] = useState(search.q ?? '');
  const [tag, setTag] = useState(search.tag ?? '');
  const trimmed = (text: string) => (text.trim() === '' ? undefined : text.trim());
  return (
    <form
      className={classes.bar}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch({ q: trimmed(question), tag: trimmed(tag) });
      }}
    >
      <TextInput
        className={classes.question}
        size="md"
        aria-label="Question"
        placeholder="Can I cancel a week before the party?"
        leftSection={<IconZoomQuestion size={18} aria-hidden />}
        maxLength={4000}
        autoFocus
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
      <Select
        size="md"
        w={150}
        aria-label="Only this category"
        placeholder="Any category"
        clearable
        data={ArticleCategory.options.map((value) => ({ value, label: CATEGORY_WORDS[value] }))}
        value={search.category ?? null}
        onChange={(value) => onSearch({ q: trimmed(question), category: ArticleCategory.safeParse(value).data })}
      />
      <TextInput
        size="md"
        w={120}
        aria-label="Only this tag"
        placeholder="Any tag"
        value={tag}
        onChange={(event) => setTag(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={isAsking}>
        Ask
      </Button>
    </form>
  );
}
