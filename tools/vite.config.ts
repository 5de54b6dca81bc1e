import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Tests build it too: what they are told to be would make another build of it, half as large again.
process.env['NODE_ENV'] = 'production';

/** One page, its files named by what is in them; nothing is written into the page that the content security policy refuses. */
export default defineConfig({
  root: from('../src/console'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: from('../dist/console'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Which files a page brings with it: its size is counted by that.
    manifest: true,
    target: 'es2022',
    rolldownOptions: {
      output: {
        // What the first page and all others are made of: packed as one it is smaller than each by itself.
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: /console\/(?:time\/now|server\/(?:request|use-read)|session\/use-me)\.ts$/,
            },
          ],
        },
      },
    },
  },
});
