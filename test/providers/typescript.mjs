// For `node --import`: lets Node run the sources as they are, whose imports name no extension.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isSource = /^\.\.?\//.test(specifier) && !/\.\w+$/.test(specifier);
    return next(isSource ? `${specifier}.ts` : specifier, context);
  },
});
