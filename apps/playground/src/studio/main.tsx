import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createProxiedClients } from './clients.ts';
import { Studio } from './studio.tsx';
import { createTenantApi } from './tenant-api.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

const clients = createProxiedClients();
const tenantApi = createTenantApi('/api/mock');

createRoot(root).render(
  <StrictMode>
    <Studio clients={clients} tenantApi={tenantApi} />
  </StrictMode>,
);
