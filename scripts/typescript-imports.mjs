// Lets Node run the project's TypeScript as it is, whose relative imports name no extension, whose
// package.json does not say that files are modules, and which has `__dirname` as the bundle has it:
// node --import ./scripts/typescript-imports.mjs FILE.ts

import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = find(specifier, context, nextResolve);
    return found.url.endsWith('.ts') ? { ...found, format: 'module-typescript' } : found;
  },
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const source = loaded.format === 'module-typescript' ? String(loaded.source) : '';
    if (!source.includes('__dirname')) return loaded;
    return { ...loaded, source: `const __dirname = import.meta.dirname; ${source}` };
  },
});

function find(specifier, context, nextResolve) {
  try {
    return nextResolve(specifier, context);
  } catch (error) {
    if (!specifier.startsWith('.')) throw error;
    return nextResolve(`${specifier}.ts`, context);
  }
}
