import './lib/strict-page.ts';

void import('./app/start.tsx');
