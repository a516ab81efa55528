import { buildStale } from './build-parts.ts';

try {
  const built = await buildStale((line) => console.log(line));
  if (built.length === 0) console.log('Everything is built already.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
