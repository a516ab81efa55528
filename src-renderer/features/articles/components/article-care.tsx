import { Button, Select, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconChecks } from '@tabler/icons-react';
import type { Article } from '#contract/knowledge.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { ArticleFields } from '../article-form.ts';
import { useArticleChanges } from '../mutations.ts';
import { useTeam } from '../queries.ts';
import { dayInSixMonths } from '../review-day.ts';

interface ArticleCareProps {
  form: UseFormReturnType<ArticleFields>;
  /** Undefined for a new one. */
  article: Article | undefined;
}

/** Who keeps an article right, and when it should be read again. */
export function ArticleCare({ form, article }: ArticleCareProps) {
  const team = useTeam();
  const changes = useArticleChanges();
  const people = new Map(team.filter((user) => user.isActive).map((user) => [user.id, user.name]));
  const owner = article?.owner;
  // Who has left stays readable, until somebody else takes over.
  if (owner && !people.has(owner.id)) people.set(owner.id, owner.isActive ? owner.name : `${owner.name} (left)`);
  const review = () => {
    if (article === undefined) return;
    changes.recordReview.mutate(
      { id: article.id, nextReviewOn: dayInSixMonths(new Date()) },
      { onSuccess: ({ reviewOn }) => form.setFieldValue('reviewOn', reviewOn ?? '') },
    );
  };
  return (
    <Stack gap="sm" mt="sm">
      <Select
        label="Owner"
        description="Who keeps it right."
        placeholder="Nobody yet"
        clearable
        searchable
        data={[...people].map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('ownerId')}
      />
      <TextInput
        type="date"
        label="Review on"
        description="It is listed under “To review” from two weeks before."
        {...form.getInputProps('reviewOn')}
      />
      {article !== undefined && (
        <>
          <Button
            variant="default"
            leftSection={<IconChecks size={15} aria-hidden />}
            loading={changes.recordReview.isPending}
            onClick={review}
          >
            Reviewed, next in 6 months
          </Button>
          {article.reviewedAt !== null && (
            <Text size="xs" c="dimmed">
              Last reviewed <RelativeTime at={article.reviewedAt} suffix=" ago" />
              {article.reviewedBy !== null && ` by ${article.reviewedBy.name}`}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
