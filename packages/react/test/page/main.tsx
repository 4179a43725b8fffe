import { BriaClientProvider } from '../../src/index.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { client } from './client.ts';

createRoot(document.querySelector('main')!).render(
  <StrictMode>
    <BriaClientProvider client={client}>
      <App />
    </BriaClientProvider>
  </StrictMode>,
);
