import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Section } from './section.tsx';

/** The way to the screen on which the router is taught. */
export function IntentsSection() {
  return (
    <Section
      title="Intents"
      description="What customers’ messages can be about, and which agent or person answers them."
    >
      <div>
        <Button variant="default" component={Link} to="/settings/intents">
          Open the intents
        </Button>
      </div>
    </Section>
  );
}
