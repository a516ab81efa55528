import { Button, Group, Textarea } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { useState } from 'react';
import { failureOf } from '../../../lib/api/failure.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { useAddNote } from '../mutations.ts';
import type { useNotes } from '../queries.ts';
import classes from './notes-tab.module.css';

/** What staff tell each other about a conversation; the customer never sees it. */
export function NotesTab({ conversationId, notes }: { conversationId: string; notes: ReturnType<typeof useNotes> }) {
  const [text, setText] = useState('');
  const addNote = useAddNote(conversationId, () => setText(''));
  const add = () => {
    if (text.trim() !== '') addNote.mutate({ id: conversationId, content: text });
  };
  return (
    <>
      <div className={classes.list}>
        {notes.isPending && <SkeletonRows rows={3} />}
        {notes.isError && <ErrorState failure={failureOf(notes.error)} onRetry={() => void notes.refetch()} />}
        {notes.data?.items.length === 0 && (
          <EmptyState icon={IconNotes} title="No notes yet">
            Leave what a colleague should know. The customer does not see it.
          </EmptyState>
        )}
        {notes.data?.items.map((note) => (
          <article key={note.id} className={classes.note}>
            <header>
              <strong>{note.author.name}</strong> <RelativeTime at={note.createdAt} suffix=" ago" />
            </header>
            <p>{note.content}</p>
          </article>
        ))}
      </div>
      <div className={classes.write}>
        <Textarea
          aria-label="New note"
          placeholder="A note for staff…"
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) add();
          }}
        />
        <Group justify="flex-end" mt={6}>
          <Button onClick={add} disabled={text.trim() === ''} loading={addNote.isPending}>
            Add note
          </Button>
        </Group>
      </div>
    </>
  );
}
