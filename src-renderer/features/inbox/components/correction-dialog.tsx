import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Message } from '#contract/conversations.ts';
import { Markdown } from '../../../ui/markdown.tsx';
import { useCorrection } from '../mutations.ts';

interface CorrectionDialogProps {
  message: Message;
  question: string | undefined;
  onClose: () => void;
}

/** The answer that the AI should have given becomes a training example for an admin to review. */
export function CorrectionDialog({ message, question, onClose }: CorrectionDialogProps) {
  const [answer, setAnswer] = useState(message.content);
  const correction = useCorrection(onClose);
  const isUnchanged = answer.trim() === '' || answer.trim() === message.content.trim();
  return (
    <Modal
      opened
      onClose={onClose}
      title="Write the right answer"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        {question !== undefined && (
          <div>
            <Text size="xs" c="dimmed">
              The customer asked
            </Text>
            <Markdown text={question} />
          </div>
        )}
        <Textarea
          label="The right answer"
          description="The customer does not get it: the AI learns it once an admin has approved it."
          autosize
          minRows={6}
          maxRows={16}
          data-autofocus
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={isUnchanged}
            loading={correction.isPending}
            onClick={() => correction.mutate({ id: message.id, answer })}
          >
            Save the answer
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
