import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Section } from './section.tsx';

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="Appearance" description="On this machine only.">
      <div>
        <SegmentedControl
          aria-label="Appearance"
          data={[...SCHEMES]}
          value={colorScheme}
          onChange={(value) => setColorScheme(SCHEMES.find((scheme) => scheme.value === value)?.value ?? 'auto')}
        />
      </div>
    </Section>
  );
}
