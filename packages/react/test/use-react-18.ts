/** React 18 in place of React 19 for whatever Node itself loads: React DOM, Testing Library, TanStack Query. */
import { registerHooks } from 'node:module';

const REACT = /^(react|react-dom)(?=$|\/)/;

registerHooks({
  resolve: (specifier, context, next) =>
    REACT.test(specifier)
      ? next(specifier.replace(REACT, '$1-18'), { ...context, parentURL: import.meta.url })
      : next(specifier, context),
});
