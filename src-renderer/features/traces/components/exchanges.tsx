import { Button, CopyButton, ScrollArea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { TraceDetail } from '#contract/trace-routes.ts';
import { count } from '../../../lib/format-number.ts';
import classes from '../traces.module.css';

const ROLES = { system: 'Rules', user: 'Data', assistant: 'Earlier reply' } as const;

/** What was sent to a model word for word, and what came back before any check. */
export function Exchanges({ exchanges, model }: { exchanges: TraceDetail['exchanges']; model: string }) {
  const numbered = exchanges.map((exchange, index) => ({ ...exchange, number: index + 1 }));
  return (
    <section aria-label="Prompt and reply">
      <h2>What was said with the model</h2>
      {exchanges.length === 0 && (
        <p className={classes.note}>
          No model behind an API was asked: {model === 'rules' ? 'rules answered' : `${model} works on this machine`}.
        </p>
      )}
      {numbered.map(({ number, messages, reply, temperature, ...exchange }) => (
        <div key={number} className={classes.exchange}>
          <p className={classes.note}>
            {exchanges.length > 1 && `${number}. `}
            {exchange.model}
            {temperature === null ? ', which takes no temperature' : `, temperature ${temperature}`}
          </p>
          {messages.map(({ role, content }) => (
            <Raw key={content} title={ROLES[role]} text={readable(content)} />
          ))}
          <Raw title="Raw reply" text={reply === null ? 'None came.' : readable(reply)} />
        </div>
      ))}
    </section>
  );
}

function Raw({ title, text }: { title: string; text: string }) {
  return (
    <details>
      <summary>
        {title} <small>{count(text.length)} characters</small>
      </summary>
      <div className={classes.rawBox}>
        <CopyButton value={text} timeout={2_000}>
          {({ copied, copy }) => (
            <Button
              className={classes.copy}
              variant="default"
              size="compact-xs"
              leftSection={copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
              aria-label={`Copy: ${title}`}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        {/* A text that scrolls must be reached by the keyboard. */}
        <ScrollArea.Autosize className={classes.raw} viewportProps={{ tabIndex: 0 }}>
          <pre>{text}</pre>
        </ScrollArea.Autosize>
      </div>
    </details>
  );
}

/** JSON is set out in lines; anything else stays as it came. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
