// Lets Node run the project's TypeScript as it is, whose relative imports name no extension and whose
// package.json does not say that files are modules: node --import ./scripts/typescript-imports.mjs FILE.ts

import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const found = find(specifier, context, nextResolve);
    return found.url.endsWith('.ts') ? { ...found, format: 'module-typescript' } : found;
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
