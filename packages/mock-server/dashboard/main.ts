/** The dashboard: shows how things stand in the mock, and again whenever something happens. */
import { createAct } from './act.ts';
import { ask, readScenarios, readView, type View } from './api.ts';
import { createClock } from './clock.ts';
import { createDeliveries } from './deliveries.ts';
import { element, find, setText } from './dom.ts';
import { createFaults } from './faults.ts';
import { createJobs } from './jobs.ts';
import { createRequests } from './requests.ts';
import { createLimits, createTenants } from './tenants.ts';

/** Many things happen at once: they are shown together. */
const GATHER_MS = 120;
const TICK_MS = 1_000;

const act = createAct(find('notice', HTMLParagraphElement), () => void refresh());
const clock = createClock(act);
const showJobs = createJobs();
const showRequests = createRequests();
const showDeliveries = createDeliveries();
const showTenants = createTenants(act);
const showLimits = createLimits();
const showFaults = createFaults(act);
const scenario = find('scenario', HTMLSelectElement);
let view: View | undefined;

function show(): void {
  const now = clock.now();
  if (!view) return;
  const { jobs, jobCount, limits } = view.overview;
  showJobs(jobs, jobCount, now);
  showLimits(limits, now);
}

async function refresh(): Promise<void> {
  view = await readView();
  const { overview, faults } = view;
  clock.show(view.clock);
  show();
  showRequests(overview.requests);
  showDeliveries(overview.deliveries);
  showTenants(overview.tenants);
  showFaults(faults);
  showScenario(view.scenario.name);
}

function showScenario(name: string): void {
  if (document.activeElement === scenario) return;
  const isKnown = [...scenario.options].some(({ value }) => value === name);
  if (!isKnown) scenario.append(element('option', {}, name));
  scenario.value = name;
}

let gathering: number | undefined;
const refreshSoon = () => {
  gathering ??= window.setTimeout(() => {
    gathering = undefined;
    void refresh();
  }, GATHER_MS);
};

function watch(): void {
  const connection = find('connection', HTMLSpanElement);
  const say = (isLive: boolean) => {
    setText(connection, isLive ? 'live' : 'no connection');
    connection.classList.toggle('live', isLive);
  };
  const events = new EventSource('/__admin/events');
  events.addEventListener('open', () => {
    say(true);
    refreshSoon();
  });
  events.addEventListener('error', () => say(false));
  for (const type of EVENTS) events.addEventListener(type, refreshSoon);
}

const EVENTS = [
  'request-answered',
  'job-changed',
  'delivery-changed',
  'fault-struck',
  'clock-moved',
  'money-moved',
  'world-replaced',
];

function submitTo(id: string, send: (fields: FormData) => Promise<void>): void {
  const form = find(id, HTMLFormElement);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act(() => send(new FormData(form)));
  });
}

submitTo('next-job', (fields) => ask('POST', 'outcomes', { outcome: fields.get('outcome') }));
submitTo('next-delivery', (fields) => {
  const kind = fields.get('kind');
  return ask('POST', 'webhooks', { fault: kind === 'delay' ? { kind, delayMs: 30_000 } : { kind } });
});
scenario.addEventListener('change', () => {
  const name = scenario.value;
  act(() => ask('POST', 'scenario', { name }));
  scenario.blur();
});
find('reset', HTMLButtonElement).addEventListener('click', () => {
  if (confirm('Forget all jobs, wallets, requests, deliveries and faults?')) act(() => ask('POST', 'reset'));
});

for (const { name, description } of await readScenarios())
  scenario.append(element('option', { title: description }, name));
watch();
setInterval(show, TICK_MS);
