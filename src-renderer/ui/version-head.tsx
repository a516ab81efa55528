import { RelativeTime } from './relative-time.tsx';

interface VersionHeadProps {
  version: { version: number; changedBy: { name: string } | null; changedAt: string | null };
}

/** Which version it is, by whom and since when. */
export function VersionHead({ version: { version, changedBy, changedAt } }: VersionHeadProps) {
  return (
    <>
      <b>Version {version}</b>
      {changedBy !== null && ` by ${changedBy.name}`}
      {changedAt !== null && (
        <>
          {' '}
          <RelativeTime at={changedAt} />
        </>
      )}
    </>
  );
}
