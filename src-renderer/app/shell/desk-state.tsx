import { Tooltip } from '@mantine/core';
import {
  IconCloud,
  IconCloudOff,
  IconPlugConnected,
  IconPlugOff,
  IconRobot,
  IconRobotOff,
  type TablerIcon,
} from '@tabler/icons-react';
import { useDeskStatus } from '../../lib/desk-queries.ts';
import { useLiveState } from '../live/live-context.ts';
import classes from './desk-state.module.css';

/** Whether the AI answers, with which kind of model, and whether the screen follows the desk. */
export function DeskState() {
  const status = useDeskStatus().data;
  const live = useLiveState();
  return (
    <ul className={classes.list} aria-label="State of the desk">
      {status !== undefined && (
        <>
          <StateLine
            icon={status.aiEnabled ? IconRobot : IconRobotOff}
            tone={status.aiEnabled ? 'good' : 'warn'}
            text={status.aiEnabled ? 'AI is on' : 'AI is off'}
            detail={
              status.aiEnabled ? 'The AI answers first.' : 'Every message goes to staff. Switch the AI on in Settings.'
            }
          />
          <StateLine
            icon={status.models.mode === 'offline' ? IconCloudOff : IconCloud}
            tone="neutral"
            text={status.models.mode === 'offline' ? 'Offline model' : status.models.language}
            detail={
              status.models.mode === 'offline'
                ? 'Answers are taken from your articles on this machine. Add an API key for written answers.'
                : `Language: ${status.models.language}. Search: ${status.models.embedding}.`
            }
          />
        </>
      )}
      <StateLine
        icon={live === 'lost' ? IconPlugOff : IconPlugConnected}
        tone={live === 'lost' ? 'warn' : 'neutral'}
        text={live === 'live' ? 'Live' : live === 'lost' ? 'Reconnecting' : 'Connecting'}
        detail={live === 'live' ? 'What happens on the desk is shown at once.' : 'You see what was loaded last.'}
      />
    </ul>
  );
}

interface StateLineProps {
  icon: TablerIcon;
  tone: 'good' | 'warn' | 'neutral';
  text: string;
  detail: string;
}

function StateLine({ icon: Icon, tone, text, detail }: StateLineProps) {
  return (
    <Tooltip label={detail} position="right" multiline maw={260}>
      <li className={classes.line} data-tone={tone}>
        <Icon size={14} stroke={1.7} aria-hidden />
        <span>{text}</span>
      </li>
    </Tooltip>
  );
}
