import { Button, Loader, Tooltip } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopilotState, RewriteStyle } from '#contract/copilot.ts';
import { useSession } from '../../../../lib/api/api-context.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { useCommandHost, useCommands, useShortcut } from '../../../../lib/commands/use-commands.ts';
import { Keys } from '../../../../ui/keys.tsx';
import { showUndo } from '../../../../ui/toast.tsx';
import { LANGUAGE_WORDS, type RewriteWish, STYLE_WORDS } from '../copilot-words.ts';
import { useCancellable } from '../queries.ts';
import type { ComposerText } from '../use-composer-text.ts';
import { useDrafting } from '../use-drafting.ts';
import classes from './copilot.module.css';
import { NextActions } from './next-actions.tsx';
import { PreparedStrip } from './prepared-strip.tsx';
import { RewriteMenu } from './rewrite-menu.tsx';

interface CopilotBarProps {
  conversationId: string;
  state: CopilotState;
  text: string;
  field: ComposerText;
  onResolve: () => void;
}

/** What helps with the reply that is being written: a draft, other words, what is due. Quiet until it is asked. */
export function CopilotBar({ conversationId, state, text, field, onResolve }: CopilotBarProps) {
  const { client } = useSession();
  const { isMac } = useCommandHost();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const draftKeys = useShortcut('conversation.draft');
  const { prepared } = state;
  const drafting = useDrafting(conversationId, field);
  const rewriting = useCancellable({
    run: (wish: RewriteWish, signal) => client.copilot.rewrite({ id: conversationId, ...wish }, { signal }),
    onDone({ text: rewritten, degraded }, wish) {
      const how = `${STYLE_WORDS[wish.style].done}${degraded ? ', without the model' : ''}.`;
      if (field.read() === wish.text) field.replace(rewritten, how);
      else
        showUndo('You wrote on meanwhile, so nothing was replaced. Undo adds it below.', () => field.insert(rewritten));
    },
  });
  const isBusy = drafting.isRunning || rewriting.isRunning;
  const hasText = text.trim() !== '';
  const draft = () => drafting.start({ earlier: prepared?.draft.content });
  const rewrite = (style: RewriteStyle, language?: RewriteWish['language']) =>
    rewriting.start({ text: field.read(), style, ...(language === undefined ? {} : { language }) });

  useCommands({
    'conversation.draft': { run: draft, when: !isBusy && state.openQuestion !== null },
    'conversation.rewrite': { run: () => setIsMenuOpen(true), when: !isBusy && hasText },
  });

  return (
    <section className={classes.copilot} aria-label="Copilot">
      <div className={classes.bar}>
        {isBusy ? (
          <span className={classes.busy} role="status">
            <Loader size={12} aria-hidden />
            {drafting.isRunning ? 'Preparing a reply…' : busyWords(rewriting.input)}
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={drafting.isRunning ? drafting.cancel : rewriting.cancel}
            >
              Cancel
            </Button>
          </span>
        ) : (
          <>
            <Tooltip label={draftHint(state)} multiline maw={320}>
              <Button
                variant="light"
                size="compact-xs"
                leftSection={<IconSparkles size={13} aria-hidden />}
                rightSection={draftKeys === undefined ? null : <Keys shortcut={draftKeys} isMac={isMac} />}
                disabled={state.openQuestion === null}
                onClick={draft}
              >
                {prepared === null ? 'Draft a reply' : 'Draft again'}
              </Button>
            </Tooltip>
            <RewriteMenu
              rewrites={state.rewrites}
              isOpen={isMenuOpen}
              isDisabled={!hasText}
              onOpenChange={setIsMenuOpen}
              onRewrite={rewrite}
            />
            <NextActions actions={state.actions} field={field} onDraft={draft} onResolve={onResolve} />
          </>
        )}
      </div>
      <Trouble
        error={drafting.error ?? rewriting.error}
        onRetry={drafting.error === null ? rewriting.retry : drafting.retry}
        onDismiss={() => {
          drafting.dismiss();
          rewriting.dismiss();
        }}
      />
      {drafting.foundNothing && !isBusy && (
        <p className={classes.trouble} role="status">
          No article or learned answer says anything about this, so there is no draft.
          <Button variant="subtle" size="compact-xs" onClick={drafting.dismiss}>
            All right
          </Button>
        </p>
      )}
      {prepared !== null && (
        <PreparedStrip
          prepared={prepared}
          text={text}
          onInsert={() => field.insert(prepared.draft.content)}
          onBack={() => field.replace(prepared.draft.content, 'Back to the draft.')}
          onPutAway={(reason) => void drafting.putAway(prepared.draft, reason)}
        />
      )}
    </section>
  );
}

function Trouble({ error, onRetry, onDismiss }: { error: Error | null; onRetry: () => void; onDismiss: () => void }) {
  if (error === null) return null;
  return (
    <p className={classes.trouble} role="alert">
      {failureOf(error).message}
      <Button variant="subtle" size="compact-xs" onClick={onRetry}>
        Try again
      </Button>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={onDismiss}>
        Dismiss
      </Button>
    </p>
  );
}

function draftHint({ openQuestion, actions }: CopilotState): string {
  if (openQuestion === null) return 'Nothing is open: what the customer wrote last has an answer.';
  return actions.find(({ kind }) => kind === 'draft_reply')?.detail ?? openQuestion;
}

function busyWords(wish: RewriteWish | undefined): string {
  if (wish?.language !== undefined) return `Translating into ${LANGUAGE_WORDS[wish.language]}…`;
  return 'Rewriting…';
}
