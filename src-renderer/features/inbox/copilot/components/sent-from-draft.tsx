import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRobot } from '@tabler/icons-react';
import { TraceDrawer } from '../../components/trace-drawer.tsx';

/** Tells that a person's message began as a draft of the AI's, and leads to how it was made and what was changed. */
export function SentFromDraft({ messageId }: { messageId: string }) {
  const [isOpen, trace] = useDisclosure();
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconRobot size={12} aria-hidden />}
        onClick={trace.open}
      >
        Sent from an AI draft
      </Button>
      {isOpen && <TraceDrawer messageId={messageId} onClose={trace.close} />}
    </div>
  );
}
