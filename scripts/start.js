// Plain JavaScript, so that an older Node can say what is missing instead of failing on the first type.
const NEEDED = 24;
const [major = 0] = process.versions.node.split('.').map(Number);

if (major < NEEDED) {
  console.error(
    `Teppan needs Node ${NEEDED} or newer, and this is Node ${process.versions.node}.\n` +
      'Run "npm ci" first (it installs the right Node for this folder), then "npm start" instead of "node".',
  );
  process.exitCode = 1;
} else {
  await import('./start.ts');
}
