// Lets plain Node run the sources as they are: it strips the types, this finds the files and says
// that they are modules, which the package.json does not.
import { registerHooks } from 'node:module';

function find(specifier, context, next) {
  try {
    return next(specifier, context);
  } catch (error) {
    if (!specifier.startsWith('.')) throw error;
    return next(`${specifier}.ts`, context);
  }
}

registerHooks({
  resolve(specifier, context, next) {
    const found = find(specifier, context, next);
    return found.url.endsWith('.ts') ? { ...found, format: 'module-typescript' } : found;
  },
});
