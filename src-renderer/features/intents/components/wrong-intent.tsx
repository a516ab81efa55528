import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useIntentCorrection } from '../mutations.ts';
import { useIntents } from '../queries.ts';

/** Says what the message before an answer was about, where the router took it for something else. */
export function WrongIntent({ messageId, intent }: { messageId: string; intent: string | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const correction = useIntentCorrection();
  return (
    <Menu opened={isOpen} onChange={setIsOpen} position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="compact-xs" loading={correction.isPending}>
          Wrong intent?
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && <Choices intent={intent} onChoose={(name) => correction.say(messageId, name)} />}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choices({ intent, onChoose }: { intent: string | undefined; onChoose: (name: string) => void }) {
  const intents = useIntents().data?.items;
  return (
    <>
      <Menu.Label>
        {intent === undefined ? 'The message was about' : `Understood as ${intent}. The message was about`}
      </Menu.Label>
      {intents === undefined && <Menu.Item disabled>Loading …</Menu.Item>}
      {intents
        ?.filter(({ name }) => name !== intent)
        .map(({ name, description }) => (
          <Menu.Item key={name} onClick={() => onChoose(name)} title={description}>
            {name}
          </Menu.Item>
        ))}
    </>
  );
}
