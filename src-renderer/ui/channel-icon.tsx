import { Tooltip } from '@mantine/core';
import {
  IconBrandFacebook,
  IconBrandInstagram,
  IconDeviceMobileMessage,
  IconMail,
  IconMessageCircle,
  IconPhone,
  type TablerIcon,
} from '@tabler/icons-react';
import { CHANNEL_WORDS } from '../lib/words.ts';

type ChannelName = keyof typeof CHANNEL_WORDS;

const ICONS: Record<ChannelName, TablerIcon> = {
  live_chat: IconMessageCircle,
  sms: IconDeviceMobileMessage,
  email: IconMail,
  instagram: IconBrandInstagram,
  facebook: IconBrandFacebook,
  phone: IconPhone,
};

export function ChannelIcon({ channel, size = 15 }: { channel: ChannelName; size?: number }) {
  const Icon = ICONS[channel];
  return (
    <Tooltip label={CHANNEL_WORDS[channel]}>
      <Icon size={size} stroke={1.6} role="img" aria-label={CHANNEL_WORDS[channel]} />
    </Tooltip>
  );
}
