import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defaultClientConditions, defineConfig, type ProxyOptions } from 'vite';

const MOCK_ORIGIN = process.env['BRIAKIT_MOCK_ORIGIN'] ?? 'http://127.0.0.1:4010';

/** Who the Studio is at the mock. It is added here, on the server's side: the browser never holds a token. */
const TOKEN = 'studio';

/**
 * One door to the mock. The page's own host is kept, so that the links in the mock's answers lead through
 * this server too and the whole Studio has one origin.
 */
const toMock = (rewrite: (path: string) => string, headers: Record<string, string> = {}): ProxyOptions => ({
  target: MOCK_ORIGIN,
  changeOrigin: false,
  headers,
  rewrite,
});

const proxy: Record<string, ProxyOptions> = {
  '/api/bria': toMock((path) => path.replace('/api/bria', ''), { api_token: TOKEN }),
  '/api/pixazo': toMock((path) => path.replace('/api/pixazo', ''), { 'Ocp-Apim-Subscription-Key': TOKEN }),
  '/api/mock': toMock((path) => path.replace('/api/mock', '/__admin'), { api_token: TOKEN }),
  // What follows is public, and a request for a picture must not carry a token.
  '/api/uploads': toMock((path) => path.replace('/api/uploads', '/__mock/uploads')),
  '/__mock': toMock((path) => path),
};

export default defineConfig({
  // `worker-only` serves and emits mockServiceWorker.js for the stories: no copy to keep in git.
  plugins: [react(), msw({ mode: 'worker-only' })],
  // Our own packages from their sources.
  resolve: { conditions: ['@briakit/source', ...defaultClientConditions] },
  server: { proxy },
  preview: { proxy },
  build: { outDir: 'studio-dist' },
});
