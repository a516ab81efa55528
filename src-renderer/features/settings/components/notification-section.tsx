import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Section } from './section.tsx';

/** A browser asks its person only when they asked for it themselves. */
export function NotificationSection() {
  const [permission, setPermission] = useState(() =>
    typeof Notification === 'undefined' ? 'unsupported' : Notification.permission,
  );
  return (
    <Section title="Notifications" description="Told by this browser when a customer needs a person.">
      {permission === 'granted' && <Text size="sm">On. Switch them off in your browser’s settings for this page.</Text>}
      {permission === 'denied' && (
        <Text size="sm">Your browser blocks them. Allow notifications for this page in its settings.</Text>
      )}
      {permission === 'unsupported' && <Text size="sm">This browser has no notifications.</Text>}
      {permission === 'default' && (
        <div>
          <Button variant="default" onClick={async () => setPermission(await Notification.requestPermission())}>
            Turn on notifications
          </Button>
        </div>
      )}
    </Section>
  );
}
