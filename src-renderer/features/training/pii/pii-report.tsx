import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi, useSession } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { count } from '../../../lib/format-number.ts';
import { saveTextFile } from '../../../lib/save-text-file.ts';
import { showFailure } from '../../../ui/toast.tsx';
import classes from './pii.module.css';
import { PII_WORDS } from './pii-words.ts';

/** What reviewers corrected, and which of it the scrubber would still get wrong by itself. Nothing where there is none. */
export function PiiReport() {
  const { client } = useSession();
  const { data } = useQuery(useApi().pii.report.queryOptions());
  const download = useMutation({
    mutationFn: () => client.pii.testFile(),
    onSuccess: ({ fileName, content }) => saveTextFile(fileName, content, 'application/jsonl'),
    onError: (error) => showFailure('The file could not be downloaded', failureOf(error)),
  });
  if (data === undefined || data.corrections === 0) return null;
  const { corrections, stillNeeded } = data;
  return (
    <section className={classes.report} aria-label="Corrections of personal data">
      <div>
        <h2>
          {count(corrections)} {corrections === 1 ? 'correction' : 'corrections'} of personal data
        </h2>
        <p className={classes.muted}>
          {stillNeeded.length === 0
            ? 'The scrubber of today would get all of them right by itself.'
            : `The scrubber of today would still get ${count(stillNeeded.length)} wrong by itself. Exports follow the corrections.`}
        </p>
        {stillNeeded.length > 0 && (
          <details>
            <summary>What it would get wrong</summary>
            <ul>
              {stillNeeded.map(({ correction: { id, text, type } }) => (
                <li key={id}>
                  “{text}” {type === null ? 'is no personal data' : `is: ${PII_WORDS[type]}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Button
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        Download as tests
      </Button>
    </section>
  );
}
